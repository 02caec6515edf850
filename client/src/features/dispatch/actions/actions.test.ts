import { caseMoveNames, moveInputs } from '@shuniu/shared/cases'
import { describe, expect, it } from 'vitest'
import { fieldsOf, missingIn, wishOf } from '../../cases/index.ts'
import { defaultsOf } from './defaults.ts'
import { dueChoices } from './due.ts'
import { inPanelOrder } from './moveRows.ts'
import { ranked } from './suggest.ts'

const unit = (n: number) => `01900000-0000-7000-8000-00000000000${n}`
const seen = { categoryCode: '0101', level: 'blue' } as const

describe('the form of a move', () => {
  it.each(caseMoveNames)('asks for every field of %s', move => {
    expect(fieldsOf(move).map(field => field.name)).toEqual(Object.keys(moveInputs[move].properties))
  })

  it.each(['accept', 'assign'] as const)('of %s is ready when it opens', move => {
    const filled = defaultsOf(move, seen, { unitIds: [unit(1)] })

    expect(missingIn(move, filled)).toEqual([])
    expect(wishOf(move, filled)).toMatchObject({ move })
  })

  it('proposes no category that has kinds below it', () => {
    expect(defaultsOf('accept', { ...seen, categoryCode: 'E01' }, { unitIds: [] })).toEqual({ level: 'blue' })
  })

  it('tells what is missing, blanks included', () => {
    expect(missingIn('reject', { reasonCode: 'untrue', text: '  ' })).toEqual(['text'])
  })

  it('leaves out what was not filled in', () => {
    const wish = wishOf('assign', { ownerUnitId: unit(1), coUnitIds: [], requirement: ' ' })

    expect(wish).toEqual({ move: 'assign', ownerUnitId: unit(1) })
  })

  it('makes no wish that is not of the shape', () => {
    expect(wishOf('finish', { resultCode: '77', text: '办结' })).toBeUndefined()
  })
})

describe('units to send', () => {
  const sent = (ownerUnitId: string, categoryCode: string) => ({ ownerUnitId, categoryCode })

  it('come by how often they were sent for this kind, then for its class', () => {
    const before = [
      sent(unit(1), '0102'),
      sent(unit(1), '0102'),
      sent(unit(2), '0101'),
      sent(unit(3), '0101'),
      sent(unit(3), '0101'),
    ]

    expect(ranked('0101', before, () => true)).toEqual([
      { unitId: unit(3), because: 'kind', n: 2 },
      { unitId: unit(2), because: 'kind', n: 1 },
      { unitId: unit(1), because: 'class', n: 2 },
    ])
  })

  it('leave out those that may not own the case', () => {
    expect(ranked('0101', [sent(unit(1), '0101')], id => id !== unit(1))).toEqual([])
  })
})

it('offers deadlines that lie ahead by China’s evening', () => {
  const choices = dueChoices(Date.parse('2026-11-24T06:00:00.000Z'))

  expect(choices.map(choice => choice.at.slice(0, 16))).toEqual([
    '2026-11-24T08:00',
    '2026-11-24T10:00',
    '2026-11-25T10:00',
  ])
})

it('leaves out an evening that is past', () => {
  const choices = dueChoices(Date.parse('2026-11-24T12:00:00.000Z'))

  expect(choices.map(choice => choice.key)).toEqual(['twoHours', 'fourHours', 'tomorrow'])
})

it('shows what presses the loop on first, what sends back last', () => {
  expect(inPanelOrder(['accept', 'reject', 'askInfo', 'changeLevel'])).toEqual([
    'accept',
    'changeLevel',
    'reject',
    'askInfo',
  ])
})
