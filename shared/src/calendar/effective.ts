import * as Type from 'typebox'
import { Day } from './day.ts'

/** 生效日期 of a rule: both ends are Shanghai days and both are in force; without `effectiveTo` it holds on. */
export const effectiveDates = { effectiveFrom: Day, effectiveTo: Type.Optional(Day) }

export interface Effective {
  readonly effectiveFrom: Day
  readonly effectiveTo?: Day
}

export const inForce = (row: Effective, day: Day): boolean =>
  row.effectiveFrom <= day && (row.effectiveTo === undefined || day <= row.effectiveTo)
