import { gridCheckLimits } from '../gridChecks/index.ts'
import {
  areaM2,
  faultsOf,
  isSimple,
  isSameCorner,
  lengthM,
  type GridPartition,
  type GridRing,
  type PartitionFault,
  type PlannedGrid,
} from './partition/index.ts'

/** What is to be seen to in a partition before it is approved; a sliver alone may stand. */
export type PlanProblem =
  | { readonly kind: 'gap' | 'overlap'; readonly fault: PartitionFault }
  | { readonly kind: 'undrawn' | 'oversize' | 'sliver'; readonly grid: PlannedGrid }

/** Whether a grid of residents has more people than it may and nobody says why. Source: S39. */
const isOversize = ({ specialKind, population, oversizeNote }: PlannedGrid): boolean =>
  specialKind === null && population > gridCheckLimits.mostPeople && oversizeNote === null

/** On average narrower than a grid can be meant to be. */
const isSliver = ({ ring }: PlannedGrid): boolean =>
  ring.length > 0 && (2 * areaM2(ring)) / lengthM(ring) < gridCheckLimits.sliverWidthM

/** The problems of a partition, faults of its borders first. Source: S39, S40. */
export const problemsOf = (partition: GridPartition): PlanProblem[] => [
  ...faultsOf(partition).map(fault => ({ kind: fault.kind, fault })),
  ...partition.grids.flatMap((grid): PlanProblem[] => [
    ...(grid.ring.length === 0 ? [{ kind: 'undrawn' as const, grid }] : []),
    ...(isOversize(grid) ? [{ kind: 'oversize' as const, grid }] : []),
    ...(isSliver(grid) ? [{ kind: 'sliver' as const, grid }] : []),
  ]),
]

/** The refusal that a problem is when the plan is to be approved; undefined for what may stand. */
export const refusalOf = ({ kind }: PlanProblem) =>
  ({
    gap: 'gridPlan.faulty',
    overlap: 'gridPlan.faulty',
    undrawn: 'gridPlan.undrawn',
    oversize: 'gridPlan.oversize',
    sliver: undefined,
  })[kind]

/** Whether two rings go the same way, from whichever corner. */
export function isSameRing(ring: GridRing, other: GridRing): boolean {
  const [first] = ring
  if (ring.length !== other.length || !first) return ring.length === other.length
  const from = other.findIndex(corner => isSameCorner(corner, first))
  return (
    from >= 0 &&
    ring.every((corner, nth) => isSameCorner(corner, other[(from + nth) % other.length] ?? first))
  )
}

/** What a plan does to the grids of a village. */
export interface PlanChange {
  /** New grids, and those with another border, name, number of people or purpose. */
  readonly put: readonly PlannedGrid[]
  readonly added: readonly string[]
  /** Grids that were there before and cease, each with its heir. */
  readonly ceased: GridPartition['ceased']
}

export function changeOf(base: GridPartition, next: GridPartition): PlanChange {
  const before = new Map(base.grids.map(grid => [grid.code, grid]))
  const isSame = (grid: PlannedGrid, was: PlannedGrid) =>
    isSameRing(grid.ring, was.ring) &&
    grid.name === was.name &&
    grid.population === was.population &&
    grid.households === was.households &&
    grid.specialKind === was.specialKind
  const put = next.grids.filter(grid => {
    const was = before.get(grid.code)
    return !was || !isSame(grid, was)
  })
  const codes = new Set(next.grids.map(({ code }) => code))
  return {
    put,
    added: put.filter(({ code }) => !before.has(code)).map(({ code }) => code),
    ceased: next.ceased.filter(({ code }) => before.has(code) && !codes.has(code)),
  }
}

/** Whether the grids stand where they stood: the same codes with the same borders, whatever is said of them since. */
export const isSameGround = (base: GridPartition, now: GridPartition): boolean =>
  base.grids.length === now.grids.length &&
  isSameRing(base.outline, now.outline) &&
  now.grids.every(grid => base.grids.some(was => was.code === grid.code && isSameRing(was.ring, grid.ring)))

/**
 * Whether a partition that somebody sends can be of this plan: sound rings, codes of its village each once, every grid of the
 * base either there or ceased with an heir that is there. Gaps and overlaps may be: it is a draft.
 */
export function isPlanOf(base: GridPartition, next: GridPartition): boolean {
  const village = base.grids[0]?.code.slice(0, 12) ?? ''
  const codes = new Set(next.grids.map(({ code }) => code))
  const broken = new Set(
    base.grids.filter(({ ring }) => ring.length > 0 && !isSimple(ring)).map(({ code }) => code),
  )
  const ceased = new Map(next.ceased.map(({ code, heirCode }) => [code, heirCode]))
  return (
    codes.size === next.grids.length &&
    isSimple(next.outline) &&
    next.grids.every(
      ({ code, ring }) =>
        code.startsWith(village) &&
        !ceased.has(code) &&
        (ring.length === 0 || isSimple(ring) || broken.has(code)),
    ) &&
    base.grids.every(({ code }) => codes.has(code) || codes.has(ceased.get(code) ?? ''))
  )
}
