import { useLocalStorage } from '@vueuse/core'
import { shallowRef } from 'vue'
import type { Sound } from '../../platform/sound/index.ts'

/** How the sound of this page stands; told by the watch, which alone makes it. */
export const soundState = shallowRef<Sound>('blocked')
/** Until when somebody at this screen has muted it, in epoch milliseconds of the server. */
export const mutedUntilMs = shallowRef(0)
export const muteMs = 60_000
/** Whether the sheet of sounds lies open. */
export const isSettingsOpen = shallowRef(false)

/** What whoever sits at this device has chosen; it stays with the device. */
export const useAlarmSettings = () => ({
  isVoiceOn: useLocalStorage('alarms.voice', false),
  isQuietOn: useLocalStorage('alarms.quiet', false),
  quietFrom: useLocalStorage('alarms.quietFrom', '22:00'),
  quietTo: useLocalStorage('alarms.quietTo', '06:00'),
})
