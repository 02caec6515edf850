const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The chord of a key press as commands write it: `F2`, `J`, `Ctrl+Enter`. ⌘ counts as Ctrl. */
export function chordOf(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key
  const shifts = press.shiftKey && press.key.length > 1
  return [
    ...(press.ctrlKey || press.metaKey ? ['Ctrl'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(shifts ? ['Shift'] : []),
    named[key] ?? key,
  ].join('+')
}

const typingTags = ['INPUT', 'TEXTAREA', 'SELECT']

/** Whether the press belongs to a field being typed in: bare letters, arrows and Enter stay with the field. */
export function isTyping(press: KeyboardEvent): boolean {
  const { target } = press
  if (!(target instanceof HTMLElement)) return false
  return typingTags.includes(target.tagName) || target.isContentEditable
}

/** Keys that act even while a field is being typed in. */
export const actsWhileTyping = (chord: string): boolean => /^F\d+$|^Ctrl\+|^Alt\+|^Esc$|^Insert$/.test(chord)

/** A digit 1–9 that was struck, whatever the layout makes of it with Shift. */
export interface Digit {
  readonly digit: number
  readonly isShifted: boolean
}

type DigitPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The digit of a key press, of the row or of the pad; undefined for any other, and with Ctrl, Alt or ⌘. */
export function digitOf(press: DigitPress): Digit | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  const inRow = /^Digit([1-9])$/.exec(press.code)?.[1]
  const struck = inRow ?? /^[1-9]$/.exec(press.key)?.[0]
  return struck === undefined ? undefined : { digit: Number(struck), isShifted: press.shiftKey }
}
