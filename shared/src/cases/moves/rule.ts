import type { TObject } from 'typebox'
import type { Stage } from '../../clocks/index.ts'
import type { Permission } from '../../identity/index.ts'
import type { CaseStatus } from '../lifecycle/status.ts'

/**
 * `area`: the case lies in the actor's division · `owner`: the actor's unit owns it · `co`: the actor's unit helps ·
 * `party`: owns or helps · `reporter`: the actor reported it · `ownerOrDesk`: the owner, or whoever dispatches in the
 * case's division · `areaOrParty`: it lies there, or the actor's unit owns or helps · `watcher`: the reporter, or whoever dispatches, supervises or leads there · `system`: nobody.
 */
export type Tie =
  'area' | 'owner' | 'co' | 'party' | 'reporter' | 'ownerOrDesk' | 'areaOrParty' | 'watcher' | 'system'

/**
 * Where a move stands on a page. `next`: the case goes on · `work`: help, time, account, other hands, or back · `press`: it
 * is watched and hurried · `record`: something is written down · `section`: made in a part of the case's card of its own, and
 * has no button · `rare`: seldom, and kept out of the way of a tired hand.
 */
export const moveGroups = ['next', 'work', 'press', 'record', 'section', 'rare'] as const
export type MoveGroup = (typeof moveGroups)[number]

/** One legal move of a case, and all that is said of it. Source: domain.md §3.3. */
export interface CaseMoveRule {
  /** The word on the button. Source: domain.md §3.3, column "Action". */
  readonly text: string
  /** What it does and when it is made: told on its form, by its button, and on the page of help. */
  readonly help: string
  readonly group: MoveGroup
  /**
   * The key of the desk that opens it; a move without one is given by mouse or palette. F2 and F3 press the loop on, F9 sends
   * back; moves that are never open to one person at once may share one. What cannot be undone has none.
   */
  readonly key?: string
  /** It refuses or sends back, and stands after what leads on. */
  readonly isBack?: true
  readonly from: readonly CaseStatus[]
  /** `same` keeps the status; a final one stops every clock but those the move starts. */
  readonly to: CaseStatus | 'same'
  readonly by: Permission
  /** The tie between the actor and the case that the move asks for, beyond the permission. */
  readonly whose: Tie
  readonly stops: readonly Stage[]
  readonly starts: readonly Stage[]
  /** Clocks that stand still from here on, and clocks that go on with what was left of them. */
  readonly pauses?: readonly Stage[]
  readonly resumes?: readonly Stage[]
  /** Clocks that get the later deadline that the move names. */
  readonly extends?: readonly Stage[]
  /** It ends clocks without what those time being done: that is owed no more, or by others. */
  readonly cuts?: true
  /**
   * `status`: the status waits for it, whoever else may do what meanwhile · `beside`: it is owed for what stands beside the
   * status: a part in a joint case, a decision, an answer, a review.
   */
  readonly awaited?: 'status' | 'beside'
  /** Whoever makes it has worked on the solution. */
  readonly isWork?: true
  /** It adds to the record alone: nobody's view of the case is stale for it, and it is made on any view. */
  readonly isBeside?: true
  /** What it asks its actor for, beyond the case, the id and the version seen. Source: design.md §2.1. */
  readonly asks: TObject
}

export type MoveTable = Readonly<Record<string, CaseMoveRule>>
