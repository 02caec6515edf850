import { isMasked, isOfOwnTier, type CaseLevel, type CaseView } from '@shuniu/shared/cases'
import { isUnder } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'

/** What of the open cases a desk looks at; what is not named narrows nothing. */
export interface Narrowing {
  /** `own`: what the desk's own tier answers for; the county's desk sees its townships' cases too. */
  readonly tier: 'own' | 'all'
  readonly levels: readonly CaseLevel[]
  /** A township or village. */
  readonly area: string | undefined
  /** A class of the catalogue. */
  readonly category: string | undefined
  readonly source: string | undefined
  /** It owns the case or helps with it. */
  readonly unitId: string | undefined
}

export const wide: Narrowing = {
  tier: 'all',
  levels: [],
  area: undefined,
  category: undefined,
  source: undefined,
  unitId: undefined,
}

/** Narrowed by more than the tier. */
export const isNarrow = ({ levels, area, category, source, unitId }: Narrowing): boolean =>
  levels.length > 0 || [area, category, source, unitId].some(part => part !== undefined)

const isOfUnit = ({ ownerUnitId, coUnitIds }: CaseView, unitId: string): boolean =>
  ownerUnitId === unitId || coUnitIds.includes(unitId)

/** Whether the desk looks at the case; by what a masked case does not tell, it is not found. */
export function meets(seen: CaseView, narrowing: Narrowing, actor: Pick<Actor, 'scope'>): boolean {
  const { tier, levels, area, category, source, unitId } = narrowing
  return (
    (tier === 'all' || isOfOwnTier(actor, seen)) &&
    (levels.length === 0 || levels.includes(seen.level)) &&
    (area === undefined || seen.areaCode.startsWith(area)) &&
    (category === undefined || (!isMasked(seen) && isUnder(seen.categoryCode, category))) &&
    (source === undefined || (!isMasked(seen) && seen.sourceCode === source)) &&
    (unitId === undefined || isOfUnit(seen, unitId))
  )
}
