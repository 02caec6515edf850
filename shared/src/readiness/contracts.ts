import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, nullable, oneOf } from '../kernel/index.ts'
import { readinessStepNames } from './steps.ts'

export const ReadinessView = closed({
  /** In their order. */
  steps: Type.Array(
    closed({ step: oneOf(readinessStepNames), have: Type.Integer(), of: nullable(Type.Integer()) }),
  ),
})
export type ReadinessView = Static<typeof ReadinessView>

/** What the asker's county or township has and lacks on its way to the first report. */
export const seeReadiness = contract({
  name: 'seeReadiness',
  method: 'GET',
  path: '/readiness',
  summary: '开通清单',
  shape: { reply: ReadinessView },
  needs: 'register.import',
  refuses: [],
})
