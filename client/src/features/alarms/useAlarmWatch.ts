import { alarmPostOf, isOpen, rings, type AlarmLevel, type AlarmView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { useIntervalFn } from '@vueuse/core'
import { computed, onScopeDispose, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { sentenceOf } from '../../platform/errors/index.ts'
import { say } from '../../platform/i18n/index.ts'
import { watchRooms } from '../../platform/live/index.ts'
import { countOnTab } from '../../platform/shell/tabCount.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { useSound } from '../../platform/sound/index.ts'
import { clockText, serverNowMs, useNow } from '../../platform/time/index.ts'
import { caseRooms, useCases } from '../cases/index.ts'
import { useAlarms } from './alarms.store.ts'
import { mutedUntilMs, muteMs, soundState, useAlarmSettings } from './device.ts'
import { createNotices, speak } from './outside.ts'
import { callOf, dueRing, isQuiet, nextOf, volumeOf } from './ringing.ts'

const letGoEveryMs = 60_000
/** So long the first reading takes where nothing is wrong. */
const usualMs = 1_000

/** Where one goes for an alarm, and which one lies open. */
function useAlarmDoor() {
  const route = useRoute()
  const router = useRouter()
  return {
    openId: computed(() => (route.path.startsWith('/desk/cases/') ? String(route.params['id']) : undefined)),
    open: (id: string): void => void router.push(`/desk/cases/${id}`),
  }
}

/** Makes heard what calls this person, on every page, until a person answers; here alone it is made. */
function useRinging(actor: Actor, unanswered: () => readonly AlarmView[], open: (id: string) => void) {
  const sound = useSound()
  const settings = useAlarmSettings()
  const notices = createNotices(open)
  const post = alarmPostOf(actor.role)
  const rungAtMs = new Map<AlarmLevel, number>()
  const told = new Set<string>()

  /** Said once of each call: in a notification of the system, and by the voice where one is chosen. */
  function tellNew(nowMs: number): void {
    const sounding = unanswered().filter(one => rings(one, post, nowMs))
    const fresh = sounding.filter(one => !told.has(callOf(one)))
    for (const one of fresh) told.add(callOf(one))
    const [first] = fresh
    if (first) notices.show(first, sounding.length - 1)
    if (first && settings.isVoiceOn.value) speak(first)
    if (sounding.length === 0) notices.clear()
  }
  function ringDue(): void {
    const nowMs = serverNowMs()
    tellNew(nowMs)
    const level = dueRing(unanswered(), rungAtMs, { post, nowMs, mutedUntilMs: mutedUntilMs.value })
    if (level === undefined) return
    rungAtMs.set(level, nowMs)
    const hours = settings.isQuietOn.value
      ? { from: settings.quietFrom.value, to: settings.quietTo.value }
      : undefined
    sound.ring(level, volumeOf(level, isQuiet(hours, clockText(nowMs).slice(0, 5))))
  }
  watch(sound.state, state => (soundState.value = state), { immediate: true })
  onScopeDispose(notices.clear)
  return { sound, ringDue }
}

/** Tells whoever was called by whom it is seen to now. */
function useTold(actor: Actor): void {
  const alarms = useAlarms()
  const called = new Set<string>()
  watch(
    () => alarms.calling,
    calling => {
      for (const { id, alarm, answeredByName: name, place } of calling) {
        if (alarm.answeredAt === null) called.add(id)
        else if (name !== null && called.delete(id) && alarm.answeredById !== actor.accountId)
          showToast(say('alarms.byOther', { name, place }))
      }
    },
  )
}

/** Keeps the alarms of this person whole and loud while they are signed in. */
export function useAlarmWatch(actor: Actor) {
  const alarms = useAlarms()
  const now = useNow()
  const door = useAlarmDoor()
  const unanswered = computed(() => alarms.unanswered(now.value))
  const { sound, ringDue } = useRinging(actor, () => unanswered.value, door.open)

  alarms.watch()
  watchRooms(caseRooms(actor), alarms.resync)
  // A page without a queue hears of cases too, and lets go of those that are over.
  useIntervalFn(() => useCases().letGo([], seen => !isOpen(seen.status)), letGoEveryMs)
  watch([unanswered, now, sound.state], ringDue, { immediate: true })
  watch(unanswered, ({ length }) => countOnTab('alarms', length), { immediate: true })
  useTold(actor)
  onScopeDispose(() => {
    alarms.unwatch()
    countOnTab('alarms', 0)
  })

  /** The one that lies open, else the gravest: what the bar speaks of. */
  const shown = computed(
    () => unanswered.value.find(one => one.id === door.openId.value) ?? unanswered.value[0],
  )
  async function answer(): Promise<void> {
    const one = shown.value
    if (!one) return
    const refusal = await alarms.answer(one.id)
    if (refusal) return void showToast(sentenceOf(refusal), { tone: 'refused' })
    showToast(say('alarms.answered', { place: one.place }), { tone: 'done' })
    door.open(one.id)
  }
  /** That nothing rings says nothing while what calls cannot be read, or is long in coming. */
  const unread = computed(() => {
    const { state } = alarms
    if (state.kind === 'reading' && !state.last)
      return now.value - state.sinceMs > usualMs ? state : undefined
    return state.kind === 'refused' || (state.kind === 'stale' && state.why !== 'link') ? state : undefined
  })
  return {
    now,
    shown,
    unread,
    askAgain: alarms.refresh,
    more: computed(() => Math.max(0, unanswered.value.length - 1, alarms.total - alarms.calling.length)),
    sound,
    open: () => shown.value && door.open(shown.value.id),
    openNext(): void {
      const next = nextOf(unanswered.value, door.openId.value)
      if (next) door.open(next.id)
    },
    answer,
    mute: (): void => void (mutedUntilMs.value = serverNowMs() + muteMs),
  }
}
