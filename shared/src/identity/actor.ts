import type { Permission } from './permissions.ts'
import { roles, type Role } from './roles.ts'
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
}

export const may = (actor: Actor, permission: Permission): boolean =>
  permissionsOf(actor.role).includes(permission)

/** Whether the actor's division or grid contains this code. Never so for roles tied to their unit alone. */
export const covers = (actor: Actor, areaCode: string): boolean =>
  roles[actor.role].scopedBy === 'division' && areaCode.startsWith(actor.scope)
