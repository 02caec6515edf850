import type { UnitView } from '@shuniu/shared/centres'
import { postsAt, tierOf, type PostKind } from '@shuniu/shared/staffing'
import { covers, may, type Actor } from '@shuniu/shared/identity'

const countyDigits = 6
const townshipDigits = 9

/** Whether an actor may know who works in a division: the county's own tier and their township; the county sees all. */
export const mayKnow = ({ scope }: Pick<Actor, 'scope'>, areaCode: string): boolean =>
  scope.length <= countyDigits ||
  areaCode.length === countyDigits ||
  areaCode.startsWith(scope.slice(0, townshipDigits))

/** Whether an actor says who stands where in a division: their own and what lies in it. */
export const mayManage = (actor: Actor, areaCode: string): boolean =>
  may(actor, 'staffing.manage') && covers(actor, areaCode)

/** Whether the post stands at a unit of this kind and tier. */
export function standsAt(post: PostKind, { kind, areaCode }: Pick<UnitView, 'kind' | 'areaCode'>): boolean {
  const at = kind === 'centre' ? tierOf(areaCode) : 'unit'
  return at !== undefined && postsAt(at).includes(post)
}

/** The units of the county as this feature asks for them. */
export interface StaffedUnits {
  unitById(id: string): UnitView | undefined
  seenBy(actor: Pick<Actor, 'scope'>): readonly UnitView[]
}
