import type { MoveCommand } from '@shuniu/shared/cases'
import { createCommandIds } from '../../platform/ids/index.ts'

/** A move somebody wants to make, from the version they looked at. */
export interface CaseWish {
  readonly caseId: string
  readonly seenVersion: number
  readonly wish: MoveCommand
  /** The command it was sent as before, where that was kept with its form. */
  readonly commandId?: string
}

const keyOf = ({ caseId, seenVersion, wish }: CaseWish): string =>
  JSON.stringify([caseId, seenVersion, Object.entries(wish).sort(([a], [b]) => (a < b ? -1 : 1))])

/** Command ids of moves: the order in which a wish was filled in makes no other wish of it. */
export const createWishIds = (make?: () => string) => createCommandIds(keyOf, make)
