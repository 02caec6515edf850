import { fact, told } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { Speech } from './fact.ts'

const catalogue = {
  'jar.filled': fact({
    formerName: 'pot.filled',
    body: Type.Object({ id: Type.String() }),
    version: 1,
    upcasts: {},
    heardBy: () => told('county'),
    begins: true,
  }),
}
const speech = new Speech(
  () => catalogue,
  () => 'full',
)
const stored = (name: string) => ({
  seq: 7,
  name,
  at: '2026-11-25T01:00:00.000Z',
  bodyVersion: 1,
  body: { id: 'a' },
  maskedBody: null,
  told: ['county'],
  masked: [],
  left: [],
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
})
