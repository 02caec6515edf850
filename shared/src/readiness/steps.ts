import type { Permission } from '../identity/index.ts'
import { typedKeys } from '../kernel/index.ts'

interface StepRow {
  /** The right of whoever does it. */
  readonly needs: Permission
  /** The console works without it. */
  readonly isOptional: boolean
}

/** What a county sets up before it takes its first report, each step after those it leans on. Source: S1, S31, S36, S39, S41. */
export const readinessSteps = {
  divisions: { needs: 'county.manage', isOptional: false },
  outlines: { needs: 'county.manage', isOptional: true },
  grids: { needs: 'county.manage', isOptional: false },
  units: { needs: 'county.manage', isOptional: false },
  persons: { needs: 'staffing.manage', isOptional: true },
  desks: { needs: 'account.administer', isOptional: false },
  members: { needs: 'account.administer', isOptional: false },
  calendar: { needs: 'clock.manage', isOptional: false },
  walls: { needs: 'account.administer', isOptional: true },
} as const satisfies Readonly<Record<string, StepRow>>

export type ReadinessStep = keyof typeof readinessSteps
export const readinessStepNames = typedKeys(readinessSteps)

/** How many there are, and of how many; `of` is null where nothing says how many there should be. */
export interface StepCount {
  readonly have: number
  readonly of: number | null
}

export type StepState = 'none' | 'begun' | 'done'

/** Whether a step is done: whoever has none has not begun, not even where none is wanted yet. */
export function stepState({ have, of }: StepCount): StepState {
  if (have === 0) return 'none'
  return of !== null && have < of ? 'begun' : 'done'
}
