import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, oneOf } from '../kernel/index.ts'

export const mediaKinds = ['photo', 'voice', 'video'] as const

/** A file that belongs to a case, as lists of it show: what it is by its content, and where it is fetched. */
export const MediaFile = closed({ id: Id, kind: oneOf(mediaKinds), url: Type.String() })
export type MediaFile = Static<typeof MediaFile>
