import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, nullable, oneOf } from '../kernel/index.ts'

export const mediaKinds = ['photo', 'voice', 'video'] as const

/** A file that belongs to a case, as lists of it show: what it is by its content, and where it is fetched. */
export const MediaFile = closed({ id: Id, kind: oneOf(mediaKinds), url: Type.String() })
export type MediaFile = Static<typeof MediaFile>

/**
 * How a file that a report or move named stands while it is not there: `awaited`: it is on its way, or will be ·
 * `missed`: it has not come within a day, and may still · `refused`: it came and cannot be shown.
 */
export const pendingStates = ['awaited', 'missed', 'refused'] as const

/** A file that a case waits for or will not get; `refusal` is the code of why. */
export const PendingFile = closed({ id: Id, state: oneOf(pendingStates), refusal: nullable(Type.String()) })
export type PendingFile = Static<typeof PendingFile>
