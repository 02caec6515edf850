import type { Actor } from '../identity/index.ts'
import { typedKeys } from '../kernel/index.ts'
import { owingUnits } from './coUnits.ts'
import type { CaseFact } from './model.ts'

/** What stands beside the status of an open case; each is the server's list of the same name. */
const standing = {
  extension: seen => seen.extension !== null,
  helping: ({ coUnits }, { unitId }) =>
    owingUnits(coUnits).some(one => one.unitId === unitId && one.state !== 'refused'),
  suspended: seen => seen.status === 'suspended',
  escalated: seen => seen.escalatedFrom.length > 0,
  supervised: seen => seen.supervision?.answeredAt === null,
} as const satisfies Readonly<Record<string, (seen: CaseFact, actor: Actor) => boolean>>

export type SideList = keyof typeof standing
export const sideLists = typedKeys(standing)

/** Whether an open case stands in a list beside the loop, as this person sees it. */
export const standsIn = (list: SideList, seen: CaseFact, actor: Actor): boolean => standing[list](seen, actor)
