import type { Actor } from '../../identity/index.ts'
import { typedKeys } from '../../kernel/index.ts'
import { owingUnits } from './coUnits.ts'
import type { CaseFact } from '../model.ts'

/** What stands beside the status of an open case; each is the server's list of the same name. */
const standing = {
  extension: current => current.extension !== null,
  helping: ({ coUnits }, { unitId }) =>
    owingUnits(coUnits).some(one => one.unitId === unitId && one.state !== 'refused'),
  suspended: current => current.status === 'suspended',
  escalated: current => current.escalatedFrom.length > 0,
  supervised: current => current.supervision?.answeredAt === null,
} as const satisfies Readonly<Record<string, (current: CaseFact, actor: Actor) => boolean>>

export type SideList = keyof typeof standing
export const sideLists = typedKeys(standing)

/** Whether an open case stands in a list beside the loop, as this person sees it. */
export const standsIn = (list: SideList, current: CaseFact, actor: Actor): boolean =>
  standing[list](current, actor)
