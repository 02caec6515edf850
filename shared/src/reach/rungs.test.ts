import { expect, it } from 'vitest'
import { instant, typedKeys } from '../kernel/index.ts'
import { caseLevels } from '../cases/index.ts'
import { defaultRungs, rungBounds, rungFields, rungsAt, wrongRungs, type RungSettings } from './rungs.ts'

const today = '2026-11-24'
const changed = (named: Partial<RungSettings> = {}): RungSettings => ({
  ...defaultRungs,
  effectiveFrom: '2026-11-25',
  ...named,
})
const codeOf = (settings: RungSettings) => wrongRungs(settings, today)?.refusal

it('what a county starts with lies within what it may set', () => {
  expect(codeOf(changed())).toBeUndefined()
})

it('every bound holds from both sides', () => {
  for (const level of caseLevels) {
    for (const field of rungFields) {
      const { min, max } = rungBounds[level][field]
      for (const value of [min - 1, max + 1]) {
        const settings = changed({ [level]: { ...defaultRungs[level], [field]: value } })
        expect(codeOf(settings)).toMatchObject({
          code: 'reach.outOfBounds',
          detail: { level, field, min, max },
        })
      }
    }
  }
})

it('the limit of signing a red or orange case never runs out on the first person alone', () => {
  expect(
    typedKeys(rungBounds).every(level => rungBounds[level].signS.min < rungBounds[level].signS.max),
  ).toBe(true)
  expect(rungBounds.red.signS.max).toBeLessThanOrEqual(600)
  expect(rungBounds.orange.signS.max).toBeLessThanOrEqual(1_800)
})

it.each<[string, Partial<RungSettings>]>([
  ['reach.pastRungs', { effectiveFrom: today }],
  ['reach.notADay', { effectiveFrom: '2027-02-30' }],
  ['reach.outOfOrder', { red: { deviceS: 100, openS: 90, signS: 120 } }],
  ['reach.outOfOrder', { red: { deviceS: 10, openS: 200, signS: 120 } }],
])('%s', (code, named) => {
  expect(codeOf(changed(named))?.code).toBe(code)
})

it('the row that took effect last holds; before any, what a county starts with', () => {
  const [first, second] = [changed(), changed({ effectiveFrom: '2026-12-01' })]
  const on = (day: string) => rungsAt(instant(`${day}T04:00:00Z`), [second, first])

  expect([on(today), on('2026-11-26'), on('2026-12-02')]).toEqual([defaultRungs, first, second])
})
