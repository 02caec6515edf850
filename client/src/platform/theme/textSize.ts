import { computed, effectScope, watchEffect } from 'vue'
import { isChosenHere } from './appearance.ts'
import { deviceChoice } from './deviceChoice.ts'

/** How large the pages of this device write, and all that stands around what is written. */
export const textSizes = ['small', 'standard', 'large'] as const

export const { chosen: textSize, choose: chooseTextSize } = deviceChoice('textSize', textSizes, 'standard')

/** Of the size that the browser itself is set to. */
const shares = { small: 0.875, standard: 1, large: 1.125 }
/** What a finger is to hit gets no smaller than it can be hit. */
const isTouched = window.matchMedia('(pointer: coarse)').matches
const share = computed(() => Math.max(shares[textSize.value], isTouched ? 1 : 0))

/** The stylesheets count in the size of the root; a wall is as large as its screen, whatever is set. */
effectScope(true).run(() =>
  watchEffect(
    () =>
      void (document.documentElement.style.fontSize = isChosenHere.value ? `${share.value * 100}%` : '16px'),
    { flush: 'sync' },
  ),
)

/** What so many pixels of a stylesheet come to on the screen now, for what is reckoned outside of it. */
export function onScreenPx(px: number): number {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Number.isFinite(root) ? (px * root) / 16 : px
}
