import type { Permission } from './permissions.ts'
import { roleRow, roles, type Role } from './roles.ts'
import { permissionsOf } from './rolesBy.ts'

/** Who acts: read from the session at every request and every socket, never sent by a client. */
export interface Actor {
  readonly accountId: string
  readonly name: string
  readonly role: Role
  /** The division (6, 9, 12 digits) or grid (15) the account belongs to. */
  readonly scope: string
  /** The unit the account works for; a grid member's is the village's centre. */
  readonly unitId: string | undefined
  /** Somebody else knows the password: until the holder has chosen one, only that can be done. */
  readonly mustChangePassword?: boolean
  /** The county asks a second factor of the account, which has none: until it is set up, only that can be done. */
  readonly mustSetUpSecondFactor?: boolean
}

/** What an account is told until its holder has done what comes before anything else. */
export type OwedRefusal = 'account.mustChangePassword' | 'account.mustSetUpSecondFactor'

/** What the actor has to do before anything else is answered: a password of one's own first. */
export function owedBy({
  mustChangePassword,
  mustSetUpSecondFactor,
}: Pick<Actor, 'mustChangePassword' | 'mustSetUpSecondFactor'>): OwedRefusal | undefined {
  if (mustChangePassword === true) return 'account.mustChangePassword'
  return mustSetUpSecondFactor === true ? 'account.mustSetUpSecondFactor' : undefined
}

export const may = (actor: Actor, permission: Permission): boolean =>
  permissionsOf(actor.role).includes(permission)

/** Whether an account of the role only ever reads: a screen with nobody before it commands nothing, not even for itself. */
export const isReadOnly = (role: Role): boolean => roleRow(role).session === 'wall'

/** Whether the actor's division or grid contains this code. Never so for roles tied to their unit alone. */
export const covers = (actor: Actor, areaCode: string): boolean =>
  roles[actor.role].scopedBy === 'division' && areaCode.startsWith(actor.scope)
