import * as Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { adding, fact, knownPart, presentBody, told } from './fact.ts'
import { closed, nullable } from './schema.ts'

const Jar = closed({
  id: Type.String(),
  label: closed({ text: Type.String(), colour: nullable(Type.String()) }),
  lids: Type.Array(closed({ sizeMm: Type.Integer() })),
  stamp: nullable(closed({ year: Type.Integer() })),
})
const jars = fact({
  body: Jar,
  version: 3,
  upcasts: {
    1: adding({ lids: [] }),
    2: former => ({ stamp: null, ...former, label: { text: String(former['label']), colour: null } }),
  },
  heardBy: () => told('cellar'),
})
const present = { id: 'a', label: { text: 'plum', colour: null }, lids: [], stamp: null }

describe('a stored body', () => {
  it('of the present version is as it is', () => {
    expect(presentBody(jars, { version: 3, body: present })).toBe(present)
  })

  it('of a former version is cast upwards step by step', () => {
    expect(presentBody(jars, { version: 1, body: { id: 'a', label: 'plum' } })).toEqual(present)
    expect(presentBody(jars, { version: 2, body: { id: 'a', label: 'plum', lids: [] } })).toEqual(present)
  })

  it('of a later version keeps what is known here, at any depth, and loses the rest', () => {
    const later = {
      ...present,
      cellar: 'north',
      label: { ...present.label, font: 'song' },
      lids: [{ sizeMm: 60, maker: 'x' }],
      stamp: { year: 2026, by: 'y' },
    }

    expect(presentBody(jars, { version: 4, body: later })).toEqual({
      ...present,
      lids: [{ sizeMm: 60 }],
      stamp: { year: 2026 },
    })
  })

  it.each([null, 7, 'plum', [present], undefined])('that is none (%j) is none', body => {
    for (const version of [1, 3, 4]) expect(presentBody(jars, { version, body })).toBeUndefined()
  })

  it('of a version that no upcast leads on from is none', () => {
    expect(presentBody({ ...jars, upcasts: {} }, { version: 1, body: present })).toBeUndefined()
  })
})

it('keeps values that have no fields as they are', () => {
  expect(knownPart(nullable(Type.String()), 'plum')).toBe('plum')
  expect(knownPart(Type.Tuple([Type.Number(), Type.Number()]), [1, 2])).toEqual([1, 2])
  expect(knownPart(nullable(Type.Tuple([Type.Number(), Type.Number()])), [1, 2])).toEqual([1, 2])
})

it('adds what a former body has not, keeps what it has, and sets what is always so', () => {
  const former = { id: 'a', lids: null }
  const cast = adding({ lids: [], stamp: null }, { id: 'b' })

  expect(cast(former)).toEqual({ id: 'b', lids: null, stamp: null })
  expect(former).toEqual({ id: 'a', lids: null })
})
