import { gridCheckLimits, type GridCheck } from './catalogue.ts'

/** A grid as it is registered. */
export interface RegisteredGrid {
  readonly code: string
  readonly villageCode: string
  readonly population: number
  readonly households: number
  /** What a grid of its own is made for; null for a grid of residents. Source: domain.md §2.9. */
  readonly specialKind: string | null
  readonly hasOutline: boolean
  /** Whether any case was ever reported in it. */
  readonly hasCases: boolean
}

/** Who looks after a grid by an account in use. */
export interface GridHolder {
  readonly gridCode: string
  /** The same for one person, whatever accounts it has. */
  readonly personKey: string
  /** Days since it was signed in anywhere. */
  readonly quietDays: number
}

/** One thing that is wrong with a grid, or with the grids of a village. */
export interface GridFault {
  readonly check: GridCheck
  /** The grid it is about, else the village. */
  readonly subject: string
  readonly villageCode: string
  /** People, square metres or days, as the check counts; null where there is nothing to count. */
  readonly measure: number | null
  /** Other grids that it is about. */
  readonly others: readonly string[]
}

/** Into how many grids a population goes at 500 each. Source: S39. */
export const gridsFor = (population: number): number =>
  Math.max(1, Math.ceil(population / gridCheckLimits.mostPeople))

/** People without a household, households without people, or so many to one that a figure must be wrong. */
function isImplausible({ population, households }: RegisteredGrid): boolean {
  if (population === 0 && households === 0) return false
  if (population === 0 || households === 0) return true
  const { least, most } = gridCheckLimits.peopleAHousehold
  const each = population / households
  return each < least || each > most
}

/**
 * What the register alone says of grids: how many people, who looks after them, whether anything ever happened. A special
 * grid (school, park, market) has no residents, and neither size nor households are held against it. Source: S39, S40.
 */
export function holdingFaults(grids: readonly RegisteredGrid[], holders: readonly GridHolder[]): GridFault[] {
  const byGrid = new Map<string, GridHolder[]>()
  const gridsOf = new Map<string, Set<string>>()
  for (const holder of holders) {
    const { personKey, gridCode } = holder
    const held = byGrid.get(gridCode)
    if (held) held.push(holder)
    else byGrid.set(gridCode, [holder])
    gridsOf.set(personKey, (gridsOf.get(personKey) ?? new Set()).add(gridCode))
  }
  return grids.flatMap(grid => faultsOf(grid, { held: byGrid.get(grid.code) ?? [], gridsOf }))
}

function faultsOf(
  grid: RegisteredGrid,
  by: { readonly held: readonly GridHolder[]; readonly gridsOf: ReadonlyMap<string, ReadonlySet<string>> },
): GridFault[] {
  const { code: subject, villageCode, population } = grid
  const fault = (check: GridCheck, measure: number | null = null, others: readonly string[] = []) => ({
    check,
    subject,
    villageCode,
    measure,
    others,
  })
  const isResidents = grid.specialKind === null
  const others = new Set(by.held.flatMap(({ personKey }) => [...(by.gridsOf.get(personKey) ?? [])]))
  others.delete(subject)
  const quiet = Math.min(...by.held.map(({ quietDays }) => quietDays))
  return [
    ...(by.held.length === 0 ? [fault('unmanned')] : []),
    ...(isResidents && population > gridCheckLimits.mostPeople ? [fault('oversize', population)] : []),
    ...(others.size > 0 ? [fault('shared', others.size + 1, [...others].sort())] : []),
    ...(by.held.length > 0 && quiet > gridCheckLimits.reachedWithinDays ? [fault('unreachable', quiet)] : []),
    ...(isResidents && isImplausible(grid) ? [fault('implausible', population)] : []),
    ...(grid.hasOutline ? [] : [fault('outlineless')]),
    ...(grid.hasCases ? [] : [fault('silent')]),
  ]
}
