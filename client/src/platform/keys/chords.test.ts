import { describe, expect, it } from 'vitest'
import { actsWhileTyping, chordOf, digitOf } from './chords.ts'

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

  it.each([
    [
      { ...bare, key: '2', code: 'Digit2' },
      { digit: 2, isShifted: false },
    ],
    [
      { ...bare, key: '@', code: 'Digit2', shiftKey: true },
      { digit: 2, isShifted: true },
    ],
    [
      { ...bare, key: '3', code: 'Numpad3' },
      { digit: 3, isShifted: false },
    ],
    [{ ...bare, key: 'PageDown', code: 'Numpad3' }, undefined],
    [{ ...bare, key: '2', code: 'Digit2', ctrlKey: true }, undefined],
    [{ ...bare, key: '0', code: 'Digit0' }, undefined],
    [{ ...bare, key: 'j', code: 'KeyJ' }, undefined],
  ])('%o strikes the digit %o', (press, digit) => {
    expect(digitOf(press)).toEqual(digit)
  })
})
