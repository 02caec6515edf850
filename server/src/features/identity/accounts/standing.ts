import {
  excludes,
  fitsScope,
  forbiddenTo,
  isAdministrator,
  isCountyAdministrator,
  isSamePerson,
  roleRow,
  type Actor,
  type AccountHolder,
  type AccountPost,
  type Role,
} from '@shuniu/shared/identity'
import { refuse, type Refused } from '@shuniu/shared/kernel'
import type { AccountRow } from '../identity.repo.ts'

/** Whether what an account is to belong to exists, and where. */
export interface Affiliations {
  readonly hasArea: (code: string) => Promise<boolean>
  /** The division of a unit; undefined where there is no such unit. */
  readonly areaOfUnit: (id: string) => Promise<string | undefined>
}

/** Who administers: an account, or a user of the server's machine as `os:<user>`, who may do whatever is lawful. */
export type AccountKeeper = Actor | string

/** A post as it is to be given. */
export interface GivenPost extends AccountPost {
  readonly unitId: string | null
}

const codes = { unknown: 'account.unknown', own: 'account.own', countys: 'account.countysAlone' } as const

/** What forbids this keeper to change an account as it stands. A unit of the county's makes its people the county's to keep. */
export function keptFrom(
  keeper: AccountKeeper,
  account: GivenPost & { readonly id?: string },
  unitArea: string | undefined,
): Refused | undefined {
  if (typeof keeper === 'string') return undefined
  const forbidden = forbiddenTo(keeper, account)
  if (forbidden) return refuse(codes[forbidden])
  const isOthersUnit = unitArea !== undefined && !unitArea.startsWith(keeper.scope)
  return isOthersUnit ? refuse('account.countysAlone') : undefined
}

/** What forbids this keeper to give a post: its level, its division, its unit, or whose it is to give. */
export async function wrongPost(
  keeper: AccountKeeper,
  { role, scope, unitId }: GivenPost,
  site: Affiliations,
): Promise<Refused | undefined> {
  if (!fitsScope(role, scope)) return refuse('account.wrongScope', { role, scope })
  if (!(await site.hasArea(scope))) return refuse('account.unknownScope', { scope })
  if (unitId === null && roleRow(role).scopedBy === 'unit') return refuse('account.wrongUnit', { role })
  const unitArea = unitId === null ? undefined : await site.areaOfUnit(unitId)
  if (unitId !== null && unitArea === undefined) return refuse('account.wrongUnit', { unitId })
  if (typeof keeper === 'string') return undefined
  const forbidden = forbiddenTo(keeper, { role, scope })
  if (forbidden === 'unknown') return refuse('account.unknownScope', { scope })
  if (forbidden) return refuse(codes[forbidden])
  return unitArea === undefined || unitArea.startsWith(keeper.scope)
    ? undefined
    : refuse('account.wrongUnit', { unitId })
}

interface Candidate extends AccountHolder {
  readonly id: string
  readonly role: Role
}

/** Refuses whoever holds another of the three administrations already. */
export function twoOffices(candidate: Candidate, administrators: readonly AccountRow[]): Refused | undefined {
  const own = administrators.filter(one => one.id !== candidate.id && isSamePerson(one, candidate))
  const other = own.find(({ role }) => excludes(candidate.role, [role]))
  return other && refuse('account.samePerson', { account: other.account, role: other.role })
}

/** Refuses to leave the county without an administrator of this kind; `next` is the post held afterwards, if any. */
export function lastOfKind(
  known: AccountRow,
  next: AccountPost | undefined,
  administrators: readonly AccountRow[],
): Refused | undefined {
  if (!isCountyAdministrator(known) || known.disabledAt !== null) return undefined
  if (next?.role === known.role && next.scope === known.scope) return undefined
  const others = administrators.filter(
    one => one.id !== known.id && one.role === known.role && isCountyAdministrator(one),
  )
  return others.length > 0 ? undefined : refuse('account.lastAdministrator', { role: known.role })
}

/** An administrator's telephone tells namesakes apart; whoever works at the server's machine may leave it out. */
export const lacksPhone = (
  keeper: AccountKeeper,
  { role, phoneKey }: { role: Role; phoneKey: string | null },
) =>
  typeof keeper !== 'string' && isAdministrator(role) && phoneKey === null
    ? refuse('account.phoneMissing', { role })
    : undefined
