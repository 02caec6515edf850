import { expect, it } from 'vitest'
import { keptFormIn } from './keptMove.ts'

const filled = { categoryCode: '0101', level: 'blue' }
const command = { move: 'accept', ...filled }
const pending = { commandId: '0193c5a0-0000-7000-8000-000000000001', seenVersion: 3 }

it.each([
  ['a form that was typed', { filled, photos: 2 }, { filled, photos: 2 }],
  [
    'a form that was sent',
    { filled, photos: 0, pending: { ...pending, command } },
    { filled, photos: 0, pending: { ...pending, command } },
  ],
  [
    'one that a former version sent',
    { filled, photos: 0, pending: { ...pending, wish: command } },
    { filled, photos: 0, pending: { ...pending, command } },
  ],
  [
    'a move that there is none of',
    { filled, photos: 0, pending: { ...pending, command: { move: 'fly' } } },
    undefined,
  ],
  ['what is no form', 'words', undefined],
  ['nothing', undefined, undefined],
])('knows %s', (_, words, known) => {
  expect(keptFormIn(words)).toEqual(known)
})
