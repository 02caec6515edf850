import { addUnits } from '@shuniu/server/features/centres'
import { saveCounty } from '@shuniu/server/features/grids'
import { addAccounts, initialsOf, type NewAccount } from '@shuniu/server/features/identity'
import { inTx, type Database } from '@shuniu/server/platform/db'
import type { UnitView } from '@shuniu/shared/centres'
import { roleCodes, roles, type Actor, type Role } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import { v5 } from 'uuid'
import {
  aCounty,
  countyCode,
  everyVillage,
  gridCode,
  gridNumbers,
  townshipCode,
  townshipName,
  townshipNumbers,
  villageCode,
  villageName,
} from './county.ts'

const namespace = '0b0e9a52-58a3-5a9f-8a52-341222000000'
const idOf = (name: string): string => v5(name, namespace)

/** The password of every account of the test county. */
export const password = 'shuniu-test-2026'
/** Of that password, as weak as argon2 goes: tests sign in hundreds of times. */
const passwordHash =
  '$argon2id$v=19$m=64,t=1,p=1$qU5hiN/pEYtKL0j/kAoGMQ$lnvJkHy2vtSH80UkeZfKrmokRDXJrHM+N2knf7gBzy4'

/** Ids of the units by what they are. */
export const unitIds = {
  county: idOf('centre county'),
  township: (t: number): string => idOf(`centre ${t}`),
  village: (t: number, v: number): string => idOf(`centre ${t} ${v}`),
  force: (t: number): string => idOf(`force ${t}`),
  police: idOf('department police'),
  civil: idOf('department civil'),
  housing: idOf('department housing'),
} as const

/** The id of an account by its name. */
export const accountId = (account: string): string => idOf(`account ${account}`)

const unit = (id: string, kind: UnitView['kind'], [areaCode, name]: readonly [string, string]): UnitView => ({
  id,
  kind,
  areaCode,
  name,
  initials: initialsOf(name),
  phone: null,
})

const units: readonly UnitView[] = [
  unit(unitIds.county, 'centre', [countyCode, '太和县综治中心']),
  unit(unitIds.police, 'department', [countyCode, '县公安局']),
  unit(unitIds.civil, 'department', [countyCode, '县民政局']),
  unit(unitIds.housing, 'department', [countyCode, '县住房和城乡建设局']),
  ...townshipNumbers.flatMap(t => [
    unit(unitIds.township(t), 'centre', [townshipCode(t), `${townshipName(t)}综治中心`]),
    unit(unitIds.force(t), 'force', [townshipCode(t), `${townshipName(t)}派出所`]),
  ]),
  ...everyVillage.map(([t, v]) =>
    unit(unitIds.village(t, v), 'centre', [villageCode(t, v), `${villageName(v)}综治中心`]),
  ),
]

type StaffPost = readonly [account: string, role: Role, scope: string, unitId: string]

const countyPosts: readonly StaffPost[] = [
  ['county.duty', 'countyDuty', countyCode, unitIds.county],
  ['county.dispatcher', 'countyDispatcher', countyCode, unitIds.county],
  ['county.director', 'countyDirector', countyCode, unitIds.county],
  ['county.leader', 'countyLeader', countyCode, unitIds.county],
  ['county.supervisor', 'supervisor', countyCode, unitIds.county],
  ['county.admin', 'systemAdmin', countyCode, unitIds.county],
  ['county.security', 'securityAdmin', countyCode, unitIds.county],
  ['county.auditor', 'auditAdmin', countyCode, unitIds.county],
  ['county.wall', 'wall', countyCode, unitIds.county],
  ['police', 'unitHandler', countyCode, unitIds.police],
  ['civil', 'unitHandler', countyCode, unitIds.civil],
  ['housing', 'unitHandler', countyCode, unitIds.housing],
]

const townshipPosts = (t: number): readonly StaffPost[] => [
  [`t${t}.duty`, 'townshipDuty', townshipCode(t), unitIds.township(t)],
  [`t${t}.dispatcher`, 'townshipDispatcher', townshipCode(t), unitIds.township(t)],
  [`t${t}.director`, 'townshipDirector', townshipCode(t), unitIds.township(t)],
  [`t${t}.leader`, 'townshipLeader', townshipCode(t), unitIds.township(t)],
  [`t${t}.security`, 'securityAdmin', townshipCode(t), unitIds.township(t)],
  [`t${t}.wall`, 'wall', townshipCode(t), unitIds.township(t)],
  [`t${t}.force`, 'unitHandler', townshipCode(t), unitIds.force(t)],
]

const villagePosts = (t: number, v: number): readonly StaffPost[] => [
  [`t${t}v${v}.officer`, 'villageOfficer', villageCode(t, v), unitIds.village(t, v)],
  [`t${t}v${v}.secretary`, 'villageSecretary', villageCode(t, v), unitIds.village(t, v)],
  ...gridNumbers.map((g): StaffPost => [
    `t${t}v${v}g${g}`,
    'gridMember',
    gridCode(t, v, g),
    unitIds.village(t, v),
  ]),
]

const namedPosts: readonly StaffPost[] = [
  ...countyPosts,
  ...townshipNumbers.flatMap(townshipPosts),
  ...everyVillage.flatMap(([t, v]) => villagePosts(t, v)),
]

const codes = [countyCode, townshipCode(1), villageCode(1, 1), gridCode(1, 1, 1)]
const centres = [unitIds.county, unitIds.township(1), unitIds.village(1, 1), unitIds.village(1, 1)]

/** A holder of a role that has none by name: in the first place of its kind. */
function firstPost(role: Role): StaffPost {
  const tier = codes.findIndex(({ length }) => length === roles[role].scopeDigits[0])
  return [`first.${role}`, role, codes[tier] ?? countyCode, centres[tier] ?? unitIds.county]
}

const posts: readonly StaffPost[] = [
  ...namedPosts,
  ...roleCodes.filter(role => namedPosts.every(post => post[1] !== role)).map(firstPost),
]

/** An account that holds the role: in the county, else in the first place of its kind. */
export function holderOf(role: Role): { readonly account: string; readonly scope: string } {
  const [account, , scope] = posts.find(post => post[1] === role) ?? firstPost(role)
  return { account, scope }
}

/** Whoever signs in by an account, as the rules see them. */
export function actorOf(account: string): Actor {
  const post = posts.find(([name]) => name === account)
  if (!post) throw new Error(`nobody is called ${account}`)
  const [, role, scope, unitId] = post
  return { accountId: accountId(account), name: account, role, scope, unitId }
}

const holder = ([account, role, scope, unitId]: StaffPost): NewAccount => ({
  id: accountId(account),
  account,
  name: `测试 ${account}`,
  initials: 'cs',
  passwordHash,
  role,
  scope,
  unitId,
  isDemo: false,
  createdAt: instant('2026-01-01T00:00:00Z'),
})

/**
 * Fills a database with the test county: divisions, grids, units, and an account for every post.
 * Accounts: `county.duty|dispatcher|director|leader|supervisor|admin|security|auditor|wall`, `police`, `civil`, `housing`,
 * `t1.duty|dispatcher|director|leader|security|wall|force`, `t1v1.officer|secretary`, `t1v1g1` (grid member).
 */
export const writeTestCounty = (database: Database): Promise<void> =>
  inTx(database, async tx => {
    await saveCounty(tx, aCounty())
    await addUnits(tx, units)
    await addAccounts(tx, posts.map(holder))
  })
