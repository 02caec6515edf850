import { fold } from '../kernel/index.ts'
import { covers, may, type Actor } from './actor.ts'
import { roleCodes, roleRow, type Role } from './roles.ts'

/** The roles of the three administrators, of whom nobody is two. Source: domain.md §5.1 R15, §5.4 三权分立. */
export const administratorRoles: readonly Role[] = roleCodes.filter(
  role => roleRow(role).administers === true,
)

export const isAdministrator = (role: Role): boolean => administratorRoles.includes(role)

/** How many digits the code of a county has; whatever lies in it has more. */
export const countyDigits = 6

/** Who holds a post, as far as it counts for what others may do with the account. */
export interface AccountPost {
  readonly role: Role
  /** The code of the division or grid. */
  readonly scope: string
}

/**
 * What forbids an administrator of accounts to do with an account what changes its rights or its password.
 * `unknown`: it lies outside their division, which is as if there were none · `own`: it is their own ·
 * `countys`: a township's administrator and an administrator's account, which are the county's to give and to change.
 */
export type Forbidden = 'unknown' | 'own' | 'countys'

/** Whether this actor may administer an account of this post; for a post to be given the same is asked of it. */
export function forbiddenTo(
  actor: Pick<Actor, 'accountId' | 'role' | 'scope' | 'name' | 'unitId'>,
  { id, ...post }: AccountPost & { readonly id?: string },
): Forbidden | undefined {
  if (!may(actor, 'account.administer') || !covers(actor, post.scope)) return 'unknown'
  if (id === actor.accountId) return 'own'
  return actor.scope.length > countyDigits && isAdministrator(post.role) ? 'countys' : undefined
}

/** The roles that an administrator of accounts may give to anybody: those of their own division or what lies in it. */
export const rolesGivenBy = (actor: Actor): readonly Role[] =>
  roleCodes.filter(
    role =>
      roleRow(role).scopeDigits.some(digits => digits >= actor.scope.length) &&
      forbiddenTo(actor, { role, scope: actor.scope }) === undefined,
  )

/** Somebody by whom an account is held: their name, and a key of their telephone where it is known. */
export interface AccountHolder {
  readonly name: string
  /** Equal for equal numbers; tells nothing else of the number. */
  readonly phoneKey: string | null
}

/**
 * Whether two accounts are one person's: of the same name, unless their telephones are both known and differ. Of two
 * namesakes without telephones nobody can say that they are two.
 */
export const isSamePerson = (a: AccountHolder, b: AccountHolder): boolean =>
  fold(a.name) === fold(b.name) && (a.phoneKey === null || b.phoneKey === null || a.phoneKey === b.phoneKey)

/** Whether somebody who holds these posts already may not be given this one: another of the three administrations. */
export const excludes = (role: Role, held: readonly Role[]): boolean =>
  isAdministrator(role) && held.some(other => isAdministrator(other) && other !== role)

/** Whether a post is one of the county's three administrations, which must not be left without a holder. */
export const isCountyAdministrator = ({ role, scope }: AccountPost): boolean =>
  isAdministrator(role) && scope.length === countyDigits
