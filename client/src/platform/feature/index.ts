import type { Messages } from '../i18n/index.ts'
import type { BoundEar } from '../live/index.ts'

/** What a feature gives to every page; layers and panels are composed by the pages that show them, loaded with them. */
export interface ClientFeature {
  readonly name: string
  readonly messages?: Messages
  /** Called once, after the stores exist. */
  readonly ear?: () => BoundEar
}
