import type { InjectionKey } from 'vue'
import type { CountedNumber } from '../statistics/index.ts'

/** What a click anywhere on a wall may ask for. */
export interface WallAsks {
  /** The list that a number counts. */
  openNumber(number: CountedNumber): void
  openCase(id: string): void
  /** Makes a division the one the wall speaks of. */
  goTo(area: string): void
}

export const wallAsks: InjectionKey<WallAsks> = Symbol('wallAsks')

const deaf: WallAsks = { openNumber: () => undefined, openCase: () => undefined, goTo: () => undefined }
export const noAsks = (): WallAsks => deaf
