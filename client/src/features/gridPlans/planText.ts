import {
  areaM2,
  changeOf,
  type GridPartition,
  type GridPlanView,
  type GridRing,
  type PlanProblem,
} from '@shuniu/shared/gridPlans'
import { say } from '../../platform/i18n/index.ts'

const aHectareM2 = 10_000

/** In hectares; what is smaller than a tenth of one in square metres. */
export function areaText(m2: number): string {
  if (m2 < aHectareM2 / 10) return say('gridPlans.metres', { n: Math.round(m2) })
  return say('gridPlans.hectares', { n: (m2 / aHectareM2).toFixed(1) })
}

export const ringText = (ring: GridRing): string => areaText(areaM2(ring))

export function problemText(problem: PlanProblem): string {
  if ('fault' in problem)
    return say(`gridPlans.problem.${problem.kind}`, { area: areaText(problem.fault.areaM2) })
  const { name, population } = problem.grid
  return say(`gridPlans.problem.${problem.kind}`, { name, n: population })
}

/** What somebody else's plan does beside the one that was seen last. */
export function differenceText(seen: GridPlanView, theirs: GridPartition): string {
  const { put, added, ceased } = changeOf(seen.shape, theirs)
  const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join('、')
  const parts = [
    ['added', put.filter(({ code }) => added.includes(code))],
    ['changed', put.filter(({ code }) => !added.includes(code))],
    ['ceased', ceased],
  ] as const
  const told = parts.filter(([, of]) => of.length > 0)
  if (told.length === 0) return say('gridPlans.moved.nothing')
  return told.map(([kind, of]) => say(`gridPlans.moved.${kind}`, { names: names(of) })).join('，')
}
