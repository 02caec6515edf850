import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { cardAt, stepsAt, type ThresholdRule } from '@shuniu/shared/clocks'
import { instant } from '@shuniu/shared/kernel'
import { readersOf, type Post } from '@shuniu/shared/notifications'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Follower } from '../../platform/live/index.ts'
import { bodyReader } from '../../platform/outbox/index.ts'
import { firedOf, type Clocks, type DueThreshold } from '../clocks/index.ts'
import { postsIn } from '../identity/index.ts'
import { notifierOf, type MadeNotification } from './notifying.ts'

type NotificationDeps = Pick<Platform, 'ids' | 'live'> & { readonly clocks: Clocks }

/** A case that told of a clock, and which share of which clock that was. */
interface WarnedThreshold {
  readonly current: CaseFact
  readonly at: string
  readonly due: DueThreshold
}

type WarnedCase = Omit<WarnedThreshold, 'due'>

const readCase = bodyReader(caseFacts['case.warned'])

async function tellingsOf(tx: Tx, seen: readonly WarnedCase[]): Promise<WarnedThreshold[]> {
  const fired = await firedOf(tx, [...new Set(seen.map(one => one.current.id))])
  return seen.flatMap(one => {
    const due = fired.get(`${one.current.id}@${one.current.version}`)
    return due ? [{ ...one, due }] : []
  })
}

/** Everyone whom any of the tellings might mean, by one query. */
const postsFor = (tx: Tx, tellings: readonly WarnedThreshold[]): Promise<Post[]> => {
  const each = (of: (current: CaseFact) => readonly (string | null)[]) => [
    ...new Set(tellings.flatMap(({ current }) => of(current)).filter(one => one !== null)),
  ]
  return postsIn(tx, {
    scopes: each(({ areaCode, gridCode }) => [
      areaCode.slice(0, 6),
      ...(areaCode.length >= 9 ? [areaCode.slice(0, 9)] : []),
      areaCode,
      gridCode,
    ]),
    unitIds: [
      ...each(({ ownerUnitId }) => [ownerUnitId]),
      ...tellings.flatMap(({ due }) => due.unitId ?? []),
    ],
    ids: each(({ handledBy = [], reporterId }) => [...handledBy.map(one => one.accountId), reporterId]),
  })
}

function noticesFor(
  ids: NotificationDeps['ids'],
  telling: WarnedThreshold,
  told: { posts: readonly Post[]; steps: ThresholdRule[] },
) {
  const { current, due, at } = telling
  const { stage, unitId, percent, dueAt } = due
  const step = told.steps.find(one => one.percent === percent)
  const readers = step === undefined ? [] : readersOf(step.tells, { current, stage, unitId }, told.posts)
  return readers.map((reading): MadeNotification => ({
    id: ids.next(),
    caseId: current.id,
    caseVersion: current.version,
    caseNumber: current.number,
    ...reading,
    stage,
    unitId,
    percent,
    dueAt,
    at: instant(at),
    card: cardAt({ stage, percent }, told.steps) ?? null,
  }))
}

/** Turns what cases tell of their clocks into notifications for those who are to act, each once. */
export function notificationsFollower({ ids, live, clocks }: NotificationDeps): Follower<WarnedCase> {
  const tell = notifierOf({ live })

  return {
    name: 'notifications',
    takes: ['case.warned', 'case.overdue', 'case.carded'],
    read: fact => ({ current: readCase(fact), at: fact.at }),
    async apply(tx, facts) {
      const tellings = await tellingsOf(tx, facts)
      const posts = await postsFor(tx, tellings)
      const rows = tellings.flatMap(telling => {
        const steps = stepsAt(instant(telling.at), clocks.law().steps)
        return noticesFor(ids, telling, { posts, steps })
      })
      if (rows.length > 0) await tell(tx, rows)
    },
  }
}
