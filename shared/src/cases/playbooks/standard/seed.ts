import type { CaseLevel } from '../../catalogue/index.ts'
import type { PlaybookCall, PlaybookContent, PlaybookEdition } from '../playbook.ts'

/** Code, words, and minutes after the acceptance where the step has its time. */
type StepSeed = readonly [code: string, text: string, withinMin?: number]

export interface PlaybookSeed extends Omit<PlaybookContent, 'steps' | 'calls' | 'levels'> {
  readonly code: string
  readonly levels: readonly CaseLevel[]
  readonly steps: readonly StepSeed[]
  readonly calls: readonly PlaybookCall[]
}

export const graveLevels = ['red', 'orange'] as const
export const upToYellow = ['red', 'orange', 'yellow'] as const
export const everyLevel = ['red', 'orange', 'yellow', 'blue'] as const

export const police: PlaybookCall = { to: '公安 110', dial: '110' }
export const fireBrigade: PlaybookCall = { to: '消防救援 119', dial: '119' }
export const ambulance: PlaybookCall = { to: '急救 120', dial: '120' }
export const trafficPolice: PlaybookCall = { to: '交警 122', dial: '122' }
export const emergencyBureau: PlaybookCall = { to: '县应急管理局值班', unit: '应急管理局' }
export const townshipForce: PlaybookCall = { to: '派出所', unit: '派出所' }

/** As the county starts with it; an edition of its own takes its place from a day on. */
export const editionOf = ({ code, steps, calls, levels, ...said }: PlaybookSeed): PlaybookEdition => ({
  code,
  edition: 0,
  effectiveFrom: '2000-01-01',
  madeAt: '2000-01-01T00:00:00.000Z',
  content: {
    ...said,
    levels: [...levels],
    calls: [...calls],
    steps: steps.map(([step, text, withinMin]) => ({
      code: step,
      text,
      ...(withinMin !== undefined && { withinMin }),
    })),
  },
})
