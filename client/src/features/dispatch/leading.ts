import { openMoves, type CaseMove, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { missingIn } from '../cases/index.ts'
import { defaultsOf } from './actions/defaults.ts'

/**
 * The move that a form takes along, since without it the form's own is not open: a report whose kind and level are known is
 * accepted as it stands with its dispatch, by a desk that may do both. Source: desk.md, keys of a new red case.
 */
export function leadingTo(
  move: CaseMove,
  seen: CaseView,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): CaseMove | undefined {
  if (move !== 'assign' || !openMoves(seen, actor, now).includes('accept')) return undefined
  if (missingIn('accept', defaultsOf('accept', seen, { unitIds: [] })).length > 0) return undefined
  return openMoves({ ...seen, status: 'accepted' }, actor, now).includes('assign') ? 'accept' : undefined
}
