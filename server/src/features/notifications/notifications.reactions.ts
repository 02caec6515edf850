import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { cardAt, stepsAt, type ClockCard, type ThresholdRule } from '@shuniu/shared/clocks'
import { instant } from '@shuniu/shared/kernel'
import { notificationFacts, readersOf, type Post } from '@shuniu/shared/notifications'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Follower } from '../../platform/live/index.ts'
import { bodyReader, outbox, outboxOf } from '../../platform/outbox/index.ts'
import { writeRows } from '../../platform/sql/index.ts'
import { firedOf, type Clocks, type DueThreshold } from '../clocks/index.ts'
import { postsIn } from '../identity/index.ts'
import { addNotifications, type NewNotification } from './notifications.repo.ts'

type Deps = Pick<Platform, 'ids' | 'live'> & { readonly clocks: Clocks }

/** A case that told of a clock, and which share of which clock that was. */
interface Telling {
  readonly seen: CaseFact
  readonly at: string
  readonly due: DueThreshold
}

type Told = Omit<Telling, 'due'>

const readCase = bodyReader(caseFacts['case.warned'])

async function tellingsOf(tx: Tx, seen: readonly Told[]): Promise<Telling[]> {
  const fired = await firedOf(tx, [...new Set(seen.map(one => one.seen.id))])
  return seen.flatMap(one => {
    const due = fired.get(`${one.seen.id}@${one.seen.version}`)
    return due ? [{ ...one, due }] : []
  })
}

type Made = Omit<NewNotification, 'card' | 'unitId' | 'seenAt'> & {
  readonly card: ClockCard | null
  readonly unitId: string | null
}

/** Everyone whom any of the tellings might mean, by one query. */
const postsFor = (tx: Tx, tellings: readonly Telling[]): Promise<Post[]> => {
  const each = (of: (seen: CaseFact) => readonly (string | null)[]) => [
    ...new Set(tellings.flatMap(({ seen }) => of(seen)).filter(one => one !== null)),
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
  ids: Deps['ids'],
  telling: Telling,
  told: { posts: readonly Post[]; steps: ThresholdRule[] },
) {
  const { seen, due, at } = telling
  const { stage, unitId, percent, dueAt } = due
  const step = told.steps.find(one => one.percent === percent)
  const readers = step === undefined ? [] : readersOf(step.tells, { seen, stage, unitId }, told.posts)
  return readers.map((reading): Made => ({
    ...{ id: ids.next(), caseId: seen.id, caseVersion: seen.version, caseNumber: seen.number, ...reading },
    ...{
      stage,
      unitId,
      percent,
      dueAt,
      at: instant(at),
      card: cardAt({ stage, percent }, told.steps) ?? null,
    },
  }))
}

/** Turns what cases tell of their clocks into notifications for those who are to act, each once. */
export function notificationsFollower({ ids, live, clocks }: Deps): Follower<Told> {
  const outboxes = outboxOf(notificationFacts, () => live.wake())

  async function tell(tx: Tx, rows: readonly Made[]): Promise<void> {
    const added = await addNotifications(tx, rows)
    const facts = added.map(({ caseVersion: _, ...body }) =>
      outboxes.rowOf('notification.made', { before: undefined, after: body, at: body.at }),
    )
    await writeRows(tx, { table: outbox, rows: facts })
    tx.onCommit(outboxes.wake)
  }

  return {
    name: 'notifications',
    takes: ['case.warned', 'case.overdue', 'case.carded'],
    read: fact => ({ seen: readCase(fact), at: fact.at }),
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
