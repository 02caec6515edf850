import { adding, fact, told } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { StoredFact, type StoredRow } from '../outbox/index.ts'
import { Speech, type FactForm } from './fact.ts'

const catalogue = {
  'jar.filled': fact({
    formerName: 'pot.filled',
    body: Type.Object({ id: Type.String() }),
    version: 1,
    upcasts: {},
    heardBy: () => told('county'),
    begins: true,
  }),
  'jar.moved': fact({
    body: Type.Object({ id: Type.String(), by: Type.Unknown(), lid: Type.Unknown() }),
    version: 2,
    upcasts: { 1: adding({ lid: null }) },
    heardBy: () => told('county'),
    common: { by: null },
    show: () => ({ id: 'shown', by: 1, lid: 1 }),
    mask: () => ({ id: 'masked', by: 2, lid: 2 }),
  }),
}
const speech = new Speech(
  () => catalogue,
  () => 'full',
)
const stored = (name: string, differing: Partial<StoredRow> = {}) =>
  new StoredFact({
    seq: 7,
    name,
    at: '2026-11-25T01:00:00.000Z',
    bodyVersion: 1,
    text: '{"id": "a"}',
    maskedText: null,
    told: ['county'],
    masked: [],
    left: [],
    ...differing,
  })

describe('a stored fact', () => {
  it.each([
    ['of today', 'jar.filled', 'jar.filled'],
    ['of a former version', 'pot.filled', 'jar.filled'],
    ['of a later process', 'cup.filled', 'cup.filled'],
  ])('by a name %s is told by the name that holds now', (_, name, today) => {
    const present = speech.present(stored(name))

    expect(present?.name).toBe(today)
    expect(present && speech.begins(present)).toBe(today === 'jar.filled')
  })

  const moved = { 1: '{"id": "a", "by": {"x": ["y"]}}', 2: '{"by": "b\\"", "id": "a", "lid": [1]}' } as const
  const forms: readonly FactForm[] = ['own', 'told', 'shown', 'masked', 'left']
  it.each(([1, 2] as const).flatMap(version => forms.map(form => [version, form] as const)))(
    'of version %i says as JSON, to whom it is %s, what it says as a value',
    (bodyVersion, form) => {
      const present = speech.present(stored('jar.moved', { bodyVersion, text: moved[bodyVersion] }))

      const json = present && speech.text(present, form)
      const wire = present && speech.wire(present, form)
      const told: unknown = JSON.parse(json ?? '')
      expect(told).toEqual(JSON.parse(JSON.stringify(wire)))
      expect(json?.includes('"by":{') || json?.includes('"by": "b')).toBe(form === 'own')
    },
  )
})
