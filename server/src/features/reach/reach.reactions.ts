import { alarmOf, caseFacts, isCalling, type CaseFact } from '@shuniu/shared/cases'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { isDispatch, tellsFromMs } from '@shuniu/shared/reach'
import type { Platform } from '../../platform/feature/index.ts'
import type { Follower } from '../../platform/live/index.ts'
import { bodyReader } from '../../platform/outbox/index.ts'
import { beginReaches, nudgeReaches } from './reach.repo.ts'
import type { reaches } from './reach.tables.ts'

/** What is older was told of in its time, or by nobody: a backlog wakes no one. In milliseconds. */
const newsForMs = 6 * 3_600_000

interface MovedCase {
  readonly current: CaseFact
  readonly at: Instant
}

type NewReach = typeof reaches.$inferInsert

const readCase = bodyReader(caseFacts['case.moved'])

/** What is to be told of a case as it stands after a step. */
function reachesBegunBy({ current, at }: MovedCase, nextId: () => string): NewReach[] {
  const { id: caseId, number: caseNumber, level, version: caseVersion } = current
  const own = { caseId, caseNumber, level, caseVersion }
  if (isDispatch(current)) {
    const startsAt = instant(tellsFromMs(level, toMs(at)))
    const unitId = current.ownerUnitId
    const told = {
      task: 'sign',
      cause: String(caseVersion),
      unitId,
      since: at,
      startsAt,
      nextAt: startsAt,
    } as const
    return [{ id: nextId(), ...own, ...told }]
  }
  const alarm = alarmOf(current)
  if (!alarm || !isCalling(current)) return []
  const since = instant(alarm.since)
  return [
    {
      id: nextId(),
      ...own,
      task: 'accept',
      cause: since,
      unitId: null,
      since,
      startsAt: since,
      nextAt: since,
    },
  ]
}

/** Begins what is to be told when a case is dispatched or calls, and lets what is under way be looked at when it moves on. */
export function reachFollower(
  { ids, clock }: Pick<Platform, 'ids' | 'clock'>,
  moved: () => void,
): Follower<MovedCase> {
  return {
    name: 'reach',
    takes: ['case.opened', 'case.moved'],
    read: fact => ({ current: readCase(fact), at: instant(fact.at) }),
    async apply(tx, facts) {
      const nowMs = toMs(clock.now())
      const news = facts.filter(({ at }) => nowMs - toMs(at) < newsForMs)
      await nudgeReaches(tx, [...new Set(news.map(({ current }) => current.id))], clock.now())
      await beginReaches(
        tx,
        news.flatMap(one => reachesBegunBy(one, ids.next)),
      )
      tx.onCommit(moved)
    },
  }
}
