import { dropPush, seePushKey, subscribePush } from '@shuniu/shared/reach'
import type { Refusal } from '@shuniu/shared/kernel'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'

/**
 * Whether this device is pushed to. `unknown`: not looked yet · `none`: the county pushes to nobody · `unable`: this browser cannot,
 * or not at this address · `denied`: its holder forbade it.
 */
export type PushState = 'unknown' | 'none' | 'unable' | 'denied' | 'off' | 'on'

const script = '/sw.js'

const isAble = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const textOf = (key: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const bytesOf = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(script)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** 手机推送 on this device, turned on and off by its holder. */
export function usePush() {
  const state = shallowRef<PushState>('unknown')
  const refused = shallowRef<Refusal>()
  const isBusy = shallowRef(false)
  let key: string | null = null

  const tell = ({ endpoint, getKey }: PushSubscription) => ({
    endpoint,
    p256dh: textOf(getKey('p256dh')),
    auth: textOf(getKey('auth')),
  })
  async function keep(subscription: PushSubscription): Promise<void> {
    const told = await call(subscribePush, { body: tell(subscription) })
    if (told.ok) state.value = 'on'
    else refused.value = told.refusal
  }
  /** A device that is pushed to says so again: its address may have become another since. */
  async function look(): Promise<void> {
    const answer = await call(seePushKey)
    if (!answer.ok) return
    key = answer.value.key
    if (key === null) return void (state.value = 'none')
    if (!isAble()) return void (state.value = 'unable')
    if (Notification.permission === 'denied') return void (state.value = 'denied')
    state.value = 'off'
    const subscription = await subscriptionHere()
    if (subscription) await keep(subscription)
  }
  async function subscribe(applicationServerKey: string): Promise<void> {
    if ((await Notification.requestPermission()) !== 'granted') return void (state.value = 'denied')
    const registration = await navigator.serviceWorker.register(script)
    await navigator.serviceWorker.ready
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytesOf(applicationServerKey),
    })
    await keep(subscription)
  }
  async function once(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    refused.value = undefined
    try {
      await work()
    } catch {
      state.value = 'unable' // The browser's service is out of reach, as in a network of its own.
    } finally {
      isBusy.value = false
    }
  }
  return {
    state,
    refused,
    isBusy,
    look: () => once(look),
    turnOn: () => once(async () => (key === null ? undefined : subscribe(key))),
    turnOff: () =>
      once(async () => {
        const subscription = await subscriptionHere()
        if (!subscription) return void (state.value = 'off')
        const told = await call(dropPush, { body: { endpoint: subscription.endpoint } })
        if (!told.ok) return void (refused.value = told.refusal)
        await subscription.unsubscribe()
        state.value = 'off'
      }),
  }
}
