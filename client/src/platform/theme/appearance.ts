import { computed, effectScope, shallowRef, watchEffect } from 'vue'

/** How the pages of this device look, by its own setting, or as its system says by day and night. */
export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** `dark` for the wall, whatever is set; `chosen` for desks and phones, as whoever sits there likes it. */
export type Theme = 'chosen' | 'dark'

const key = 'shuniu.appearance'
const isAppearance = (text: unknown): text is Appearance => appearances.some(one => one === text)

/** A browser that keeps nothing forgets it with the page. */
function read(): Appearance {
  try {
    const kept = localStorage.getItem(key)
    return isAppearance(kept) ? kept : 'system'
  } catch {
    return 'system'
  }
}
function write(appearance: Appearance): void {
  try {
    localStorage.setItem(key, appearance)
  } catch {
    // It holds for this page.
  }
}

const chosen = shallowRef<Appearance>(read())
const ofPage = shallowRef<Theme>('chosen')
const system = window.matchMedia('(prefers-color-scheme: dark)')
const isSystemDark = shallowRef(system.matches)

/** What is chosen on this device. */
export const appearance = computed(() => chosen.value)

/** The colours that are shown now: whatever a canvas has drawn is drawn anew when they change. */
export const shade = computed<'light' | 'dark'>(() => {
  if (ofPage.value === 'dark') return 'dark'
  if (chosen.value !== 'system') return chosen.value
  return isSystemDark.value ? 'dark' : 'light'
})

/** Whether this page has the colours that are chosen. */
export const isChosenHere = computed(() => ofPage.value === 'chosen')

/** Every page of this browser takes it on. */
export function chooseAppearance(next: Appearance): void {
  chosen.value = next
  write(next)
}

export const applyTheme = (theme: Theme): void => void (ofPage.value = theme)

system.addEventListener('change', ({ matches }) => (isSystemDark.value = matches))
window.addEventListener('storage', event => {
  if (event.key === key) chosen.value = read()
})
// Before anything hears of it: a canvas reads the colours off the document.
effectScope(true).run(() =>
  watchEffect(() => void (document.documentElement.dataset['theme'] = shade.value), { flush: 'sync' }),
)
