import type { UnitDuty } from '@shuniu/shared/staffing'
import { demoKinds } from './kinds.ts'
import type { DemoUnit } from './units.ts'

/** The classes that a township force and a county department are usually charged with. Source: domain.md §3.5 [K]. */
const classes: readonly (readonly [prefix: string, force: string, department: string])[] = [
  ['E01', '司法所', '司法局'],
  ['07', '司法所', '人力资源和社会保障局'],
  ['09', '自然资源所', '自然资源和规划局'],
  ['11', '自然资源所', '住房和城乡建设局'],
  ['12', '民政所', '民政局'],
  ['E02', '派出所', '公安局'],
  ['E03', '应急管理所', '应急管理局'],
  ['E0309', '市场监管所', '市场监督管理局'],
  ['E04', '民政所', '民政局'],
  ['E05', '应急管理所', '应急管理局'],
  ['E0505', '卫生院', '卫生健康委员会'],
  ['E0510', '派出所', '公安局'],
  ['E06', '综合执法队', '城市管理局'],
  ['E07', '综合执法队', '城市管理局'],
  ['E08', '民政所', '民政局'],
  ['E0805', '民政所', '教育局'],
  ['E09', '派出所', '教育局'],
  ['E10', '派出所', '公安局'],
]

const kinds = demoKinds.map(({ code, force, department }) => [code, force, department] as const)

/** What a unit of the demo county answers for: its classes, and the kinds that it ends up with. */
export function dutiesOf(unit: DemoUnit): UnitDuty[] {
  if (unit.kind === 'centre') return []
  const isNamed = (name: string) => unit.name.endsWith(name)
  const prefixes = [...classes, ...kinds]
    .filter(([, force, department]) => isNamed(unit.kind === 'force' ? force : department))
    .map(([prefix]) => prefix)
  return [...new Set(prefixes)].map(categoryPrefix => ({ categoryPrefix, areaCode: unit.areaCode }))
}
