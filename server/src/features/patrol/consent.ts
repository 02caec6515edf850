import { toMs, type Clock } from '@shuniu/shared/kernel'

/** A member's answer is believed so long, so that a phone's stream of readings costs one look-up a second. */
const believedForMs = 1_000

interface Believed {
  readonly onPatrol: boolean
  readonly mayLocate: boolean
  readonly until: number
}

/** Looks up whether a member has a patrol running, or a red or orange task in hand. */
export interface Consents {
  readonly onPatrol: (memberId: string) => Promise<boolean>
  readonly hasGraveTask: (memberId: string) => Promise<boolean>
}

/** Whether a member may be located now: by their own tap, or on a grave task. Source: design.md §4.8. */
export function consentOf(consents: Consents, clock: Clock) {
  const believed = new Map<string, Believed>()
  return {
    forget: (memberId: string) => believed.delete(memberId),
    async of(memberId: string): Promise<Believed> {
      const now = toMs(clock.now())
      const known = believed.get(memberId)
      if (known && known.until > now) return known
      const onPatrol = await consents.onPatrol(memberId)
      const mayLocate = onPatrol || (await consents.hasGraveTask(memberId))
      const fresh = { onPatrol, mayLocate, until: now + believedForMs }
      believed.set(memberId, fresh)
      return fresh
    },
  }
}
