import { gridChecks, gridsFor, type GridFinding } from '@shuniu/shared/gridChecks'
import { say } from '../../platform/i18n/index.ts'

/** A mu has so many square metres; land is told in them. */
const muM2 = 666.67
const number = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 })

/** How much is wrong, in the unit that the field counts in; empty where there is nothing to count. */
export function measureText({ check, measure }: Pick<GridFinding, 'check' | 'measure'>): string {
  const { unit } = gridChecks[check]
  if (measure === null || unit === '') return ''
  if (unit === '平方米' && measure >= muM2)
    return say('gridChecks.measure.亩', { n: number.format(measure / muM2) })
  return say(`gridChecks.measure.${unit}`, { n: number.format(measure) })
}

/** What more is to be known of a finding than its check and its measure. */
export function besideText({ check, measure, others }: GridFinding): string {
  if (check === 'oversize' && measure !== null) return say('gridChecks.split', { n: gridsFor(measure) })
  return others.length === 0 ? '' : say('gridChecks.others', { codes: others.join('、') })
}
