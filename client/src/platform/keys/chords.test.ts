import { describe, expect, it } from 'vitest'
import { actsWhileTyping, chordOf } from './chords.ts'

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('chords', () => {
  it.each([
    [{ ...bare, key: 'F2' }, 'F2'],
    [{ ...bare, key: 'j' }, 'J'],
    [{ ...bare, key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ ...bare, key: 'k', metaKey: true }, 'Ctrl+K'],
    [{ ...bare, key: 'ArrowDown' }, '↓'],
  ])('%o is %s', (press, chord) => {
    expect(chordOf(press)).toBe(chord)
  })

  it.each([
    ['F3', true],
    ['Ctrl+Enter', true],
    ['J', false],
    ['↓', false],
    ['Enter', false],
  ])('%s while typing: %s', (chord, acts) => {
    expect(actsWhileTyping(chord)).toBe(acts)
  })
})
