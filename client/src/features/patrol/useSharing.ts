import { PositionReading, sendPositions } from '@shuniu/shared/patrol'
import { Check } from 'typebox/schema'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import { mostSent, readingOf, withReading } from './readings.ts'

/** Between two sendings, in milliseconds. */
const sendEveryMs = 10_000
const keyOf = (accountId: string): string => `shuniu.readings.${accountId}`

/**
 * `off`: nothing is told · `locating`: it will be, the phone looks for its place · `on`: the place goes out ·
 * `unseen`: it goes out and the server shows nobody by it · `insecure`, `denied`, `failed`: the phone does not tell it.
 */
export type Sharing = 'off' | 'locating' | 'on' | 'unseen' | 'insecure' | 'denied' | 'failed'

interface Wanted {
  /** Whose places they are: what one account could not send is never sent as another's. */
  readonly accountId: string
  /** Whether a patrol or a grave task is running: the only times a place is told. */
  readonly isOn: () => boolean
  /** The server takes nothing of us any more: whatever was running has ended elsewhere. */
  readonly ended: () => void
}

function keptReadings(accountId: string): PositionReading[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(accountId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(one => Check(PositionReading, one)) : []
  } catch {
    return []
  }
}

/** Tells the server where the phone is, in batches, only while it should; what could not be sent waits. */
export function useSharing({ accountId, isOn, ended }: Wanted) {
  /** What the phone does; whether anybody sees it, the server alone knows, and said so with its last answer. */
  const doing = shallowRef<Exclude<Sharing, 'unseen'>>('off')
  const isSeen = shallowRef(true)
  const state = computed((): Sharing => (doing.value === 'on' && !isSeen.value ? 'unseen' : doing.value))
  const waiting = shallowRef(keptReadings(accountId))
  let watching: number | undefined
  let isSending = false

  const keep = (readings: PositionReading[]) => {
    waiting.value = readings
    try {
      sessionStorage.setItem(keyOf(accountId), JSON.stringify(readings))
    } catch {
      // A full or closed store: they wait in memory.
    }
  }
  /** Sends all that waits, a batch at a time; what the network does not let through waits on. */
  async function sendAll(): Promise<void> {
    for (let left = Infinity; waiting.value.length > 0 && waiting.value.length < left;) {
      left = waiting.value.length
      await send()
    }
  }
  async function send(): Promise<void> {
    const items = waiting.value.slice(0, mostSent)
    if (items.length === 0 || isSending) return
    isSending = true
    const answer = await call(sendPositions, { body: { items } })
    isSending = false
    if (!answer.ok && answer.refusal.code !== 'request.malformed') return
    keep(waiting.value.filter(one => !items.includes(one)))
    if (!answer.ok) return
    if (answer.value.dropped > 0 && !answer.value.onPatrol) ended()
    isSeen.value = answer.value.shown
  }

  function stop(): void {
    if (watching !== undefined) navigator.geolocation.clearWatch(watching)
    watching = undefined
    doing.value = 'off'
    isSeen.value = true
  }
  function start(): void {
    if (!window.isSecureContext || !('geolocation' in navigator)) {
      doing.value = 'insecure'
      return
    }
    watching = navigator.geolocation.watchPosition(
      told => {
        doing.value = 'on'
        keep(withReading(waiting.value, readingOf(told)))
      },
      refused => (doing.value = refused.code === refused.PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 },
    )
    doing.value = 'locating'
  }

  watch(
    isOn,
    on => {
      if (on) start()
      else stop()
    },
    { immediate: true },
  )
  const sending = setInterval(() => void send(), sendEveryMs)
  onScopeDispose(() => {
    clearInterval(sending)
    stop()
  })
  return { state, waiting, sendAll }
}
