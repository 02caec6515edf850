import { roleCodes, roleRow, type Role } from '../../identity/index.ts'
import type { CaseFact } from '../model.ts'
import { moveRule, type CaseMove } from '../moves/index.ts'
import { deskTier } from './ties.ts'
import { awaitedMoves } from './todo.ts'

/** The next step of a case: the move it waits for, and the post that makes it; without one it is the owner's or the reporter's. */
export interface Turn {
  readonly move: CaseMove
  readonly role: Role | undefined
}

type OwedCase = Pick<CaseFact, 'status' | 'tier' | 'level'>

const digitsOf = { township: 9, county: 6 } as const

/** The post that makes the move where the case is answered for: the first of the table that may, else the first of all. */
function postFor(move: CaseMove, { tier, level }: OwedCase): Role | undefined {
  const { by } = moveRule(move)
  const closes = (role: Role) => move !== 'close' || (roleRow(role).closes ?? []).includes(level)
  const able = roleCodes.filter(
    role => roleRow(role).may.includes(by) && roleRow(role).scopedBy === 'division' && closes(role),
  )
  const digits = digitsOf[deskTier(tier)]
  return able.find(role => roleRow(role).scopeDigits.includes(digits)) ?? able.at(0)
}

/**
 * Whose turn it is: what the status of a case waits for, and from which post of the centre that answers for it, so that nobody
 * is told that "it waits". Undefined where the status waits for nobody. Source: domain.md §3.3, §5.1; desk.md §5.
 */
export function turnOf(current: OwedCase): Turn | undefined {
  const move = awaitedMoves.find(one => moveRule(one).from.includes(current.status))
  if (move === undefined) return undefined
  return { move, role: moveRule(move).whose === 'area' ? postFor(move, current) : undefined }
}
