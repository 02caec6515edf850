import { sized } from '../builders/size.ts'
import type { Viewport } from '../journeys/shift.ts'

export interface ScreenSize extends Viewport {
  readonly name: string
}

const wide = { name: '1920×1080', width: 1920, height: 1080 }

/** What stands on the desks of a county: 1366×768 is most of them, and who sees badly has set it to 125 or 150 %. */
const desks: readonly ScreenSize[] = [
  wide,
  { name: '1366×768', width: 1366, height: 768 },
  { name: '1366×768 at 125 %', width: 1093, height: 614, deviceScaleFactor: 1.25 },
  { name: '1366×768 at 150 %', width: 911, height: 512, deviceScaleFactor: 1.5 },
]

/** Officers' pages on every screen; reduced, on the smallest that is nobody's exception. */
export const deskSizes = sized(desks, desks.slice(2, 3))

export const wallSizes = sized<readonly ScreenSize[]>(
  [
    { name: '3840×1080', width: 3840, height: 1080 },
    { name: '7680×2160', width: 7680, height: 2160 },
    wide,
    ...desks.slice(1),
  ],
  [wide],
)

export const phoneSizes: readonly ScreenSize[] = [{ name: '390×844', width: 390, height: 844 }]

/** The size a journey is walked at that is not about sizes. */
export const [deskSize = wide] = deskSizes
export const [wallSize = wide] = wallSizes
