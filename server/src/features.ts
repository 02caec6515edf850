import { gridsFeature } from './features/grids/index.ts'
import type { Authenticate } from './platform/routes/index.ts'
import type { Platform, ServerFeature } from './platform/feature/index.ts'
import type { MayReadCase } from './platform/live/index.ts'

interface Features {
  /** In the order of their levels. */
  readonly features: readonly ServerFeature[]
  readonly authenticate: Authenticate
  readonly mayReadCase: MayReadCase
}

/** The whole product, one line a feature; a feature is given the lower ones it reads. */
export function featuresOf(platform: Platform): Features {
  const grids = gridsFeature(platform)
  const features: ServerFeature[] = [grids]
  return { features, authenticate: async () => undefined, mayReadCase: async () => false }
}
