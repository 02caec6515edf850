import { may, type Actor } from '../../identity/index.ts'
import { calledParties } from '../catalogue/index.ts'
import type { CaseFact } from '../model.ts'
import type { PostedMove } from '../moves/commands.ts'
import type { CaseMove } from '../moves/index.ts'
import { isTied } from './ties.ts'

/** What a timeline says of a call: its move, and what was filled in. */
export interface RecordedStep {
  readonly move: string
  readonly filled: Readonly<Record<string, unknown>>
}

/** What a call must have been made since, to stand for a look or a call-back; the last of them counts. */
const sinceByMove = {
  pass: ['finish'],
  archive: ['close', 'passReview', 'settle', 'giveTransferResult'],
} as const satisfies Partial<Record<CaseMove, readonly CaseMove[]>>

/**
 * Since which moves somebody must have been reached by telephone before this may be said; undefined where it says nothing of
 * a telephone. Who verifies or asks "by telephone" without a call on the record writes what is not so.
 * Source: domain.md §3.3 rows 23, 26.
 */
export const callOwedBy = (
  command: Pick<PostedMove, 'move'> & { readonly method?: string },
): readonly CaseMove[] | undefined =>
  (command.move === 'pass' || command.move === 'archive') && command.method === 'phone'
    ? sinceByMove[command.move]
    : undefined

/** Those who can say how it went: to have reached the unit that did it, or 110, says nothing of that. */
const heard: readonly unknown[] = calledParties.filter(row => row.isHeard).map(row => row.code)

const isReached = ({ move, filled }: RecordedStep): boolean =>
  move === 'call' && filled['callResult'] === 'reached' && heard.includes(filled['called'])

/** Whether a timeline, oldest first, tells of a call that was answered after the last of these moves. */
export function hasReached(timeline: readonly RecordedStep[], since: readonly string[]): boolean {
  const last = timeline.findLastIndex(({ move }) => since.includes(move))
  return timeline.slice(last + 1).some(isReached)
}

/** Whether the actor keeps a desk where the case lies, and so has to call who reported. Source: domain.md §5.3. */
export const mayLookAtReporter = (actor: Actor, seen: CaseFact): boolean =>
  may(actor, 'case.readReporter') && may(actor, 'case.accept') && isTied('area', seen, actor)
