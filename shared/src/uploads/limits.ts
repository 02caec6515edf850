import type { mediaKinds } from './model.ts'

const mebiB = 1_024 * 1_024

/** The longest file of each kind that is taken, in bytes. */
export const maxSizeB: Readonly<Record<(typeof mediaKinds)[number], number>> = {
  photo: 20 * mebiB,
  voice: 20 * mebiB,
  video: 200 * mebiB,
}

/** The longest file of any kind, in bytes: what may be announced before its kind is known. */
export const maxAnyB = Math.max(...Object.values(maxSizeB))

/** Files of one account that may be on their way at once, and that may be begun within a day. */
export const maxArriving = 24
export const maxDaily = 400

/** A file that has not arrived after this is forgotten, in milliseconds. */
export const arrivesWithinMs = 24 * 3_600_000
/** A file that belongs to no case after this is forgotten, in milliseconds: longer than a phone is without a network. */
export const waitsForCaseMs = 14 * 24 * 3_600_000
