import { cases } from './features/cases/index.ts'
import type { ClientFeature } from './platform/feature/index.ts'

/** What every page of the product shares, one line a feature, lower levels first. */
export const features: readonly ClientFeature[] = [cases]
