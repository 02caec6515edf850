import { computed, effectScope, shallowRef, watchEffect } from 'vue'
import { deviceChoice } from './deviceChoice.ts'

/** How the pages of this device look, by its own setting, or as its system says by day and night. */
export const appearances = ['system', 'light', 'dark'] as const

/** `dark` for the wall, whatever is set; `chosen` for desks and phones, as whoever sits there likes it. */
export type Theme = 'chosen' | 'dark'

export const { chosen: appearance, choose: chooseAppearance } = deviceChoice(
  'appearance',
  appearances,
  'system',
)

const ofPage = shallowRef<Theme>('chosen')
const system = window.matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = shallowRef(system.matches)

/** The colours that are shown now: whatever a canvas has drawn is drawn anew when they change. */
export const shade = computed<'light' | 'dark'>(() => {
  if (ofPage.value === 'dark') return 'dark'
  if (appearance.value !== 'system') return appearance.value
  return isSystemDark.value ? 'dark' : 'light'
})

/** Whether this page looks as it is chosen. */
export const isChosenHere = computed(() => ofPage.value === 'chosen')

export const applyTheme = (theme: Theme): void => void (ofPage.value = theme)

system.addEventListener('change', ({ matches }) => (isSystemDark.value = matches))
// Before anything hears of it: a canvas reads the colours off the document.
effectScope(true).run(() =>
  watchEffect(() => void (document.documentElement.dataset['theme'] = shade.value), { flush: 'sync' }),
)
