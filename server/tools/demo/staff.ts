import type { Role } from '@shuniu/shared/identity'
import type { County } from '../../src/features/grids/county.ts'
import type { Random } from '../county/random.ts'
import { inventName, inventPhone } from './people.ts'
import { demoId, initialsOf, placeName, spelled, type DemoUnit } from './units.ts'

export interface DemoPerson {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly initials: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string
  readonly phone: string
}

const countyPosts = [
  ['duty', 'countyDuty', 6],
  ['dispatcher', 'countyDispatcher', 3],
  ['director', 'countyDirector', 1],
  ['leader', 'countyLeader', 3],
  ['supervisor', 'supervisor', 2],
  ['admin', 'systemAdmin', 1],
  ['security', 'securityAdmin', 1],
  ['auditor', 'auditAdmin', 1],
  ['wall', 'wall', 2],
] as const satisfies readonly (readonly [string, Role, number])[]

const townshipPosts = [
  ['duty', 'townshipDuty', 2],
  ['dispatcher', 'townshipDispatcher', 2],
  ['director', 'townshipDirector', 1],
  ['leader', 'townshipLeader', 1],
  ['security', 'securityAdmin', 1],
  ['wall', 'wall', 1],
] as const satisfies readonly (readonly [string, Role, number])[]

interface DemoPost {
  readonly account: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string
}

const fill = (random: Random, post: DemoPost): DemoPerson => {
  const name = post.role === 'wall' ? '大屏终端' : inventName(random)
  return {
    ...post,
    id: demoId(`account ${post.account}`),
    name,
    initials: initialsOf(name),
    phone: inventPhone(random),
  }
}

/** `duty`, then `duty2`, `duty3`: the first of a post carries no number. */
const numbered = (place: string, post: string, n: number): string => `${place}.${post}${n === 0 ? '' : n + 1}`

const times = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index))

/**
 * A holder for every post: county and township desks, village officers and secretaries, one member a grid, and a
 * handler (two in the departments) for every unit. Names are invented, phone numbers cannot be allocated.
 * Account names: `county.duty`, `chengguan.dispatcher`, `chengguan.paichusuo`, `v341222100201`, `g341222100201001`.
 */
export function demoStaff(county: County, units: readonly DemoUnit[], random: Random): DemoPerson[] {
  const centreOf = new Map(units.filter(unit => unit.kind === 'centre').map(unit => [unit.areaCode, unit.id]))
  const centre = (code: string): string => centreOf.get(code) ?? ''
  const townships = county.divisions.filter(division => division.level === 'township')
  const spelling = new Map(
    townships.map(({ code, name }) => [code, spelled(placeName(name).replace(/[镇乡]$/, ''))]),
  )

  const posts: DemoPost[] = [
    ...county.divisions.flatMap(({ code, level }): DemoPost[] => {
      const at = { scope: code, unitId: centre(code) }
      if (level === 'village') {
        return [
          { ...at, account: `v${code}`, role: 'villageOfficer' },
          { ...at, account: `s${code}`, role: 'villageSecretary' },
        ]
      }
      const place = spelling.get(code) ?? 'county'
      const desk = level === 'county' ? countyPosts : townshipPosts
      return desk.flatMap(([post, role, n]) =>
        times(n, i => ({ ...at, account: numbered(place, post, i), role })),
      )
    }),
    ...units
      .filter(unit => unit.kind !== 'centre')
      .flatMap(unit => {
        const place = spelling.get(unit.areaCode) ?? 'county'
        const post = spelled(unit.name.slice(unit.kind === 'department' ? 1 : 0))
          .replace(place, '')
          .replace(/^(zhen|xiang)/, '')
        return times(unit.kind === 'department' ? 2 : 1, (i): DemoPost => {
          return {
            account: numbered(place, post, i),
            role: 'unitHandler',
            scope: unit.areaCode,
            unitId: unit.id,
          }
        })
      }),
    ...county.grids.map(({ code, villageCode }): DemoPost => {
      return { account: `g${code}`, role: 'gridMember', scope: code, unitId: centre(villageCode) }
    }),
  ]
  return posts.map(post => fill(random, post))
}

/** An account and the post it holds. */
export type HeldPost = Pick<DemoPerson, 'account' | 'role' | 'scope'>

const villageRoles: readonly Role[] = ['villageOfficer', 'villageSecretary', 'gridMember']

/**
 * The accounts handed out: each role once for the county and for each of two townships, and a handler for some of
 * the departments and forces, so that a case can be assigned and reassigned.
 */
export function handedOut<A extends HeldPost>(staff: readonly A[], townships: readonly string[]): A[] {
  const first = (role: Role, isOf: (one: A) => boolean) => staff.find(one => one.role === role && isOf(one))
  const desks = countyPosts.map(([, role]) => first(role, one => one.scope.length === 6))
  const departmentHandlers = staff
    .filter(one => one.role === 'unitHandler' && one.scope.length === 6 && !one.account.endsWith('2'))
    .slice(0, 4)
  const local = townships.flatMap(code => [
    ...townshipPosts.map(([, role]) => first(role, one => one.scope === code)),
    ...villageRoles.map(role => first(role, one => one.scope.startsWith(code))),
    first('unitHandler', one => one.scope === code),
  ])
  return [...desks, ...departmentHandlers, ...local].filter(one => one !== undefined)
}
