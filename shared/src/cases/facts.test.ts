import { Check } from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { presentBody } from '../kernel/index.ts'
import { aCaseFact } from './testing/index.ts'
import { untouched } from './attributes.ts'
import { caseFacts } from './facts.ts'
import { CaseFact } from './model.ts'

/** The fields that every body of the present version has: one more, or one less, is a new version with its upcast. */
const required = {
  version: 2,
  fields:
    'areaCode askCount card categoryCode clockDoubt closedAt coUnitIds coUnits dueAt escalatedFrom extension extensionCount finding gridCode handlerIds id instructed lastMove lateStages level masterId mergedCount number openedAt orangeAt overdue ownerUnitId placeDoubt position refuseCount reopenCount reporterId reporterUrgedOn reworkCount sampled satisfaction selfFound sensitive sourceCode stage status steps supervision suspension tier updatedAt urgeCount version yellowAt',
} as const

const rule = caseFacts['case.moved']
const whole = aCaseFact()

const without = (fields: readonly string[], body: object = whole) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)))

const lights = ['yellowAt', 'orangeAt', 'card']
const helper = { unitId: whole.ownerUnitId, state: 'working', since: whole.openedAt } as const
const clock = { dueAt: null, yellowAt: null, orangeAt: null, overdue: false }

/** A case as the facts of each state of the database told it, before bodies had versions. */
const stored = {
  '0000_begin': without([...Object.keys(untouched), ...lights]),
  '0001_tracks': without([...Object.keys(untouched), ...lights]),
  '0002_lifecycle': without(lights, { ...whole, coUnits: [helper] }),
  '0003_clocks': { ...whole, coUnits: [helper], card: 'yellow' },
  '0004_administration': { ...whole, coUnits: [helper], yellowAt: whole.openedAt },
  '0005_unit_clocks': { ...whole, coUnits: [{ ...helper, clock, card: 'yellow' }] },
  '0006_late_helpers': { ...whole, coUnits: [{ ...helper, clock }] },
} as const

describe('the body of a case', () => {
  it.each(Object.entries(stored))('as it was stored under %s is read', (_, body) => {
    const present = presentBody(rule, { version: 1, body })

    expect(Check(CaseFact, present)).toBe(true)
    expect(present).toMatchObject(body)
  })

  it('of the first version without lights and side attributes has those of an untouched case', () => {
    expect(presentBody(rule, { version: 1, body: stored['0000_begin'] })).toEqual({
      ...whole,
      ...untouched,
      yellowAt: null,
      orangeAt: null,
      card: null,
    })
  })

  it('of a later version is read without what is not known here', () => {
    const later = { ...whole, weather: 'rain', steps: { ...whole.steps, mendedAt: null } }

    expect(presentBody(rule, { version: rule.version + 1, body: later })).toEqual(whole)
  })

  it('has the fields of its version', () => {
    expect({ version: rule.version, fields: [...CaseFact.required].sort().join(' ') }).toEqual(required)
  })

  it('has one upcast from each version before', () => {
    expect(Object.keys(rule.upcasts).map(Number)).toEqual(
      Array.from({ length: rule.version - 1 }, (_, nth) => nth + 1),
    )
  })

  it('is told with stand-ins only for fields that each body has and no part of one has too', () => {
    const names = Object.keys(rule.common ?? {})
    const timesNamed = (name: string) => JSON.stringify(CaseFact).split(`"${name}":`).length - 1

    expect(names).toContain(rule.ownerIn)
    expect(CaseFact.required).toEqual(expect.arrayContaining(names))
    expect(names.map(timesNamed)).toEqual(names.map(() => 1))
  })
})
