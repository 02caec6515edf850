import { onDutyFrom, type DutyTime } from '@shuniu/shared/calendar'
import type { CaseFact } from '@shuniu/shared/cases'
import type { NotificationReader } from '@shuniu/shared/clocks'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import {
  channels,
  reachedByCall,
  reachedByDispatch,
  rungsAt,
  type ReachChannel,
  type Ladder,
  type LadderPerson,
  type RankedPerson,
  type RungSettings,
} from '@shuniu/shared/reach'
import type { Tx } from '../../platform/db/index.ts'
import type { Ids } from '../../platform/ids/index.ts'
import { accountsOnDuty } from '../duty/index.ts'
import { callableAccounts, postsIn } from '../identity/index.ts'
import { receiptsOf } from '../notifications/index.ts'
import { deliveriesOf, namePersons, personsOf, type ReachPersonRow, type ReachRow } from './reach.repo.ts'

/** What ladders stand on beside the database. */
export interface LadderGround {
  readonly ids: Ids
  readonly rungs: () => readonly RungSettings[]
  readonly duty: () => DutyTime
  /** Of some people, by which channels outside the house each can be reached. */
  readonly reachable: (
    tx: Tx,
    accountIds: readonly string[],
  ) => Promise<ReadonlyMap<string, ReadonlySet<ReachChannel>>>
}

/** Somebody of a ladder, with what they are told under. */
export interface StandingPerson extends LadderPerson {
  readonly reader: NotificationReader
  readonly notificationId: string
}

/** Everybody whom a dispatch to its unit or its calling may mean, by one query. */
const postsFor = (tx: Tx, { areaCode, ownerUnitId }: CaseFact) =>
  postsIn(tx, {
    scopes: [areaCode.slice(0, 6), areaCode.slice(0, 9), areaCode],
    unitIds: [ownerUnitId],
    ids: [],
  })

/** Says whom it is told when the first of them is told: who stands where then. */
async function nameAll(tx: Tx, { reach, current, now }: LadderLook, ids: Ids): Promise<void> {
  const posts = await postsFor(tx, current)
  const onDuty = await accountsOnDuty(
    tx,
    posts.map(({ id }) => id),
    now,
  )
  const rank = reach.task === 'sign' ? reachedByDispatch : reachedByCall
  const ranked: readonly RankedPerson[] = rank(current, posts, onDuty)
  const accounts = await callableAccounts(
    tx,
    ranked.map(({ accountId }) => accountId),
  )
  const names = new Map(accounts.map(({ id, name }) => [id, name]))
  const persons = ranked.map(one => ({
    ...one,
    name: names.get(one.accountId) ?? '',
    notificationId: ids.next(),
  }))
  await namePersons(tx, { reachId: reach.id, persons }, now)
}

const msOf = (at: Instant | null | undefined): number | undefined => (at ? toMs(at) : undefined)

interface LadderLook {
  readonly reach: ReachRow
  readonly current: CaseFact
  readonly now: Instant
}

/** How far it has come, as the rules see it. */
export async function ladderOf(
  tx: Tx,
  looking: LadderLook,
  { ids, rungs, duty, reachable }: LadderGround,
): Promise<{ readonly ladder: Ladder; readonly persons: readonly StandingPerson[] }> {
  const { reach, current, now } = looking
  if (reach.namedAt === null) await nameAll(tx, looking, ids)
  const rows = await personsOf(tx, [reach.id])
  const tried = await deliveriesOf(tx, [reach.id])
  const receipts = await receiptsOf(
    tx,
    rows.map(({ notificationId }) => notificationId),
  )
  const outside = await reachable(
    tx,
    rows.map(({ accountId }) => accountId),
  )
  const persons = rows.map(
    ({ accountId, rank, reader, notificationId, toldAt }: ReachPersonRow): StandingPerson => ({
      accountId,
      rank,
      reader,
      notificationId,
      channels: channels.filter(channel => channel === 'app' || outside.get(accountId)?.has(channel)),
      toldAtMs: msOf(toldAt),
      receivedAtMs: msOf(receipts.get(notificationId)?.receivedAt),
      openedAtMs: msOf(receipts.get(notificationId)?.seenAt),
      tries: tried
        .filter(one => one.accountId === accountId)
        .map(({ channel, at, failedAt }) => ({ channel, atMs: toMs(at), failedAtMs: msOf(failedAt) })),
    }),
  )
  const ladder: Ladder = {
    level: current.level,
    startsAtMs: toMs(reach.startsAt),
    rung: rungsAt(now, rungs())[current.level],
    persons,
    onDutyFromMs: ms => toMs(onDutyFrom(instant(ms), duty())),
  }
  return { ladder, persons }
}
