import type { mediaKinds } from './model.ts'

const mebiB = 1_024 * 1_024
const gibiB = 1_024 * mebiB
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The longest file of each kind that is taken, in bytes. */
export const maxSizeB: Readonly<Record<(typeof mediaKinds)[number], number>> = {
  photo: 20 * mebiB,
  voice: 20 * mebiB,
  video: 200 * mebiB,
}

/** The longest file of any kind, in bytes: what may be announced before its kind is known. */
export const maxAnyB = Math.max(...Object.values(maxSizeB))

/** Files of one account that may be on their way at once; one that was silent for `silentMs` is not counted. */
export const maxArriving = 24
/** Bytes of one account that may come, or be announced and under way, within a day, and within a fortnight. */
export const maxDailyB = 2 * gibiB
export const maxFortnightB = 12 * gibiB
/** Files of one account of which bytes may come within a day. */
export const maxDaily = 400

/** A file announced of which no byte came for so long is not waited for, in milliseconds. */
export const silentMs = hourMs
/** A file that stopped half-way is kept for so long, so that a phone goes on where it broke off, in milliseconds. */
export const arrivesWithinMs = dayMs
/** A file named by a report or move that has not come after this is told as missing, in milliseconds; it may still come. */
export const missedAfterMs = dayMs
/** A file that belongs to no case after this is forgotten, in milliseconds: longer than a phone is without a network. */
export const waitsForCaseMs = 14 * dayMs
