import { roleRow, type Role } from '@shuniu/shared/identity'

/** How long a session lasts, in seconds: unused, and at most. */
export interface Lifetime {
  readonly idleInS: number
  readonly expiresInS: number
}

const minuteS = 60
const hourS = 60 * minuteS
const dayS = 24 * hourS

const lifetimes: Readonly<Record<ReturnType<typeof roleRow>['session'], Lifetime>> = {
  /** Half an hour unused ends a session. Source: domain.md §5.4, GB/T 22239-2019, identification and authentication. */
  office: { idleInS: 30 * minuteS, expiresInS: 12 * hourS },
  /** Duty desks are staffed for a shift and watch more than they write. Source: domain.md §5.4, exempt by device policy. */
  desk: { idleInS: 12 * hourS, expiresInS: dayS },
  /** A phone is carried for days out of reach of the network; its drafts wait for the session. */
  phone: { idleInS: 7 * dayS, expiresInS: 30 * dayS },
  /** A wall has no keyboard beside it. */
  wall: { idleInS: 30 * dayS, expiresInS: 365 * dayS },
}

export const lifetimeOf = (role: Role): Lifetime => lifetimes[roleRow(role).session]

/** How long a device is known without being used, in seconds. Browsers keep no cookie longer than 400 days. */
export const deviceKeptS = 400 * dayS
