import type { Role } from '@shuniu/shared/identity'

/** How long a session lasts, in seconds: unused, and at most. */
export interface Lifetime {
  readonly idleInS: number
  readonly expiresInS: number
}

const minuteS = 60
const hourS = 60 * minuteS
const dayS = 24 * hourS

/** Half an hour unused ends a session. Source: domain.md §5.4, GB/T 22239-2019, identification and authentication. */
const office: Lifetime = { idleInS: 30 * minuteS, expiresInS: 12 * hourS }
/** Duty desks are staffed for a shift and watch more than they write. Source: domain.md §5.4, exempt by device policy. */
const desk: Lifetime = { idleInS: 12 * hourS, expiresInS: dayS }
/** A phone is carried for days out of reach of the network; its drafts wait for the session. */
const phone: Lifetime = { idleInS: 7 * dayS, expiresInS: 30 * dayS }
/** A wall has no keyboard beside it. */
const wall: Lifetime = { idleInS: 30 * dayS, expiresInS: 365 * dayS }

const exceptions: Partial<Record<Role, Lifetime>> = {
  gridMember: phone,
  villageOfficer: phone,
  townshipDuty: desk,
  townshipDispatcher: desk,
  countyDuty: desk,
  countyDispatcher: desk,
  wall,
}

export const lifetimeOf = (role: Role): Lifetime => exceptions[role] ?? office

/** How long a device is known without being used, in seconds. Browsers keep no cookie longer than 400 days. */
export const deviceKeptS = 400 * dayS
