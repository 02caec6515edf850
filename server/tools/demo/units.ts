import { pinyin } from 'pinyin-pro'
import { v5 } from 'uuid'
import { shortName } from '../county/describe.ts'
import { inventPhone } from './people.ts'
import type { Random } from '../county/random.ts'

/** Ids of the demo county come from names, so that the same county has the same ids everywhere. */
const namespace = '6f1c2c1e-8d0b-5a46-9d0e-5f2b0c341222'

export const demoId = (name: string): string => v5(name, namespace)

export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()

export const spelled = (name: string): string =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .replaceAll('ü', 'v')
    .toLowerCase()

export interface DemoUnit {
  readonly id: string
  readonly name: string
  readonly kind: 'centre' | 'department' | 'force'
  readonly areaCode: string
  readonly initials: string
  readonly phone: string
}

/** County departments most often called on. Source: domain.md §3.5 [K]. */
export const departments = [
  '公安局',
  '民政局',
  '城市管理局',
  '应急管理局',
  '司法局',
  '信访局',
  '人力资源和社会保障局',
  '住房和城乡建设局',
  '自然资源和规划局',
  '农业农村局',
  '消防救援大队',
  '卫生健康委员会',
  '教育局',
  '市场监督管理局',
  '生态环境分局',
  '交通运输局',
  '水利局',
] as const

/** Forces that a township's centre can send. Source: domain.md §3.5. */
export const forces = [
  '派出所',
  '司法所',
  '人民法庭',
  '信访办',
  '应急管理所',
  '市场监管所',
  '自然资源所',
  '卫生院',
  '民政所',
  '综合执法队',
] as const

interface DemoArea {
  readonly code: string
  readonly name: string
}

export const placeName = (name: string): string =>
  shortName(name)
    .replace('管理委员会', '')
    .replace(/^开发区管理$/, '开发区')

const unitsWith =
  (random: Random) =>
  (kind: DemoUnit['kind'], area: DemoArea, name: string): DemoUnit => ({
    id: demoId(`unit ${area.code} ${name}`),
    name,
    kind,
    areaCode: area.code,
    initials: initialsOf(name),
    phone: inventPhone(random),
  })

/** Every unit of the demo county: a centre for each division, the county's departments, each township's forces. */
export function demoUnits(
  divisions: readonly (DemoArea & { readonly level: string })[],
  random: Random,
): DemoUnit[] {
  const unitOf = unitsWith(random)
  return divisions.flatMap(area => {
    const place = placeName(area.name)
    const centre = unitOf('centre', area, `${place}综治中心`)
    if (area.level === 'county') {
      return [centre, ...departments.map(name => unitOf('department', area, `县${name}`))]
    }
    if (area.level === 'township') {
      return [centre, ...forces.map(name => unitOf('force', area, `${place}${name}`))]
    }
    return [centre]
  })
}
