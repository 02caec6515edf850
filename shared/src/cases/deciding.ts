import type { Actor } from '../identity/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { CaseTier } from './attributes.ts'
import type { CaseFact } from './model.ts'

/** What a decision needs to know beyond the case and the command. */
export interface Deciding {
  readonly actor: Actor
  readonly now: Instant
  /** The centre that answers for the case's place at each tier. */
  readonly centres: Readonly<Record<CaseTier, string>>
  /** The number that a notice of supervision will have, if the move issues one. */
  readonly noticeNumber: string
  /** The case to merge into, or the one to be taken out of, where there is one. */
  readonly master?: CaseFact
}
