import type { CaseClock, ClockLaw } from '../../clocks/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { Instant } from '../../kernel/index.ts'
import type { CountyCatalogue } from '../catalogue/index.ts'
import type { CaseTier } from '../attributes.ts'
import type { CaseFact } from '../model.ts'
import type { PlaybookInForce } from '../playbooks/choosing.ts'

/** A case with all the clocks it ever had. */
export interface TimedCase {
  readonly fact: CaseFact
  readonly caseClocks: readonly CaseClock[]
}

/** What a decision needs to know beyond the case and the command. */
export interface DecisionContext {
  readonly actor: Actor
  readonly now: Instant
  readonly law: ClockLaw
  readonly catalogue: CountyCatalogue
  /** The centre that answers for the case's place at each tier. */
  readonly centres: Readonly<Record<CaseTier, string>>
  /** The number that a notice of supervision will have, if the move issues one. */
  readonly noticeNumber: string
  /** The number that a report to those above will have, if the move signs one. */
  readonly incidentNumber?: string
  /** The case to merge into, or the one to be taken out of, where there is one. */
  readonly master?: CaseFact
  /** The playbook that the case is worked by, where there is one. */
  readonly playbook?: PlaybookInForce
}
