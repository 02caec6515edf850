import type { MoveCommand } from '@shuniu/shared/cases'
import { createCommandIds } from '../../platform/ids/index.ts'

/** A move somebody wants to make, from the version they looked at. */
export interface CaseCommand {
  readonly caseId: string
  readonly seenVersion: number
  readonly command: MoveCommand
  /** The command it was sent as before, where that was kept with its form. */
  readonly commandId?: string
}

const keyOf = ({ caseId, seenVersion, command }: CaseCommand): string =>
  JSON.stringify([caseId, seenVersion, Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1))])

/** Command ids of moves: the order in which a command was filled in makes no other command of it. */
export const createMoveIds = (make?: () => string) => createCommandIds(keyOf, make)
