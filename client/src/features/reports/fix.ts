import { shallowRef } from 'vue'
import type { ReportPlace } from './reportForm.ts'

/** Why a phone does not tell where it is. */
export type NoFix = 'insecure' | 'denied' | 'failed'

export interface Fix {
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
}

/** Browsers tell a place to https pages only; on a county's plain http the register's places do. */
export const canLocate = (): boolean => window.isSecureContext && 'geolocation' in navigator

/** Less sure than this, in metres, a fix does not tell one village from the next. */
const vaguestM = 2_000

/** Whether a fix says much less of where somebody is than the place they have already. Pure. */
export function saysLess(fix: Fix, place: ReportPlace | undefined): boolean {
  if (fix.accuracyM <= vaguestM || place === undefined) return false
  return place.by !== 'fix' || (place.accuracyM ?? 0) < fix.accuracyM
}

const waitMs = 20_000

const ask = (): Promise<Fix | NoFix> =>
  new Promise(resolve => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lon: coords.longitude, lat: coords.latitude, accuracyM: Math.round(coords.accuracy) }),
      refused => resolve(refused.code === refused.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: 10_000 },
    )
  })

/** Asks once for the phone's place, by the person's own tap. */
export function useFix() {
  const isAsking = shallowRef(false)
  const why = shallowRef<NoFix | undefined>(canLocate() ? undefined : 'insecure')
  return {
    isAsking,
    why,
    async locate(): Promise<Fix | undefined> {
      if (!canLocate()) return undefined
      isAsking.value = true
      const answer = await ask()
      isAsking.value = false
      why.value = typeof answer === 'string' ? answer : undefined
      return typeof answer === 'string' ? undefined : answer
    },
  }
}
