import { onScopeDispose, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import { actsWhileTyping, chordOf, digitOf, isTyping, type Digit } from './chords.ts'
import { createComposition } from './composition.ts'

export { useActiveOption } from './activeOption.ts'
export type { Digit } from './chords.ts'

/** What a chord does. A handler that answers `false` leaves the press to whoever lies beneath, and to the browser. */
export type KeyHandler = (press: KeyboardEvent) => unknown

/** Handlers by chord, written as commands write it: `Enter`, `Esc`, `↓`, `J`, `Ctrl+Enter`. Modifiers match exactly. */
export type KeyMap = Readonly<Partial<Record<string, KeyHandler>>>

interface Registration {
  /** The element whose presses it takes; without one, the whole page's. */
  readonly element: (() => EventTarget | null | undefined) | undefined
  readonly take: (chord: string, press: KeyboardEvent) => boolean
}

const registered: Registration[] = []
const composition = createComposition()

/** Listeners in the capture phase: nothing of a page can keep a press from being judged. */
const capture: Readonly<Record<string, (event: Event) => void>> = {
  compositionend: event => composition.end(event.timeStamp),
  keydown: event => void (event instanceof KeyboardEvent && judge(event)),
  keyup: event => void (event instanceof KeyboardEvent && composition.release(event)),
  blur: event => void (event.target === window && composition.reset()),
}
const taken = new WeakSet<Event>()

/**
 * A press of the input method is nobody else's: the browser, too, neither empties a search field, closes a dialog nor
 * submits a form by it. Its own work is done by then and cannot be prevented.
 */
function judge(press: KeyboardEvent): void {
  if (!composition.takes(press)) return
  taken.add(press)
  const isInput = press.target instanceof HTMLInputElement
  if (press.key === 'Escape' || (press.key === 'Enter' && isInput)) press.preventDefault()
}

/** The dialog that lies topmost for a press: the one it was made in, else the last opened in the page. */
function dialogOver(path: readonly EventTarget[]): EventTarget | undefined {
  const inside = path.find(one => one instanceof HTMLDialogElement && one.open)
  return inside ?? [...document.querySelectorAll('dialog[open]')].at(-1)
}

/** The elements that may take a press, the innermost first: of a dialog's press nothing beneath the dialog. */
function layersOf(press: KeyboardEvent): { readonly path: readonly EventTarget[]; readonly isPage: boolean } {
  const path = press.composedPath()
  const dialog = dialogOver(path)
  if (!dialog) return { path, isPage: true }
  const at = path.indexOf(dialog)
  return { path: at < 0 ? [dialog] : path.slice(0, at + 1), isPage: false }
}

const newestFirst = (): readonly Registration[] => [...registered].reverse()

function route(event: Event): void {
  if (!(event instanceof KeyboardEvent) || taken.has(event)) return
  const chord = chordOf(event)
  const { path, isPage } = layersOf(event)
  const ordered = newestFirst()
  const scoped = path.flatMap(one => ordered.filter(({ element }) => element?.() === one))
  const paged = isPage && !event.defaultPrevented ? ordered.filter(({ element }) => !element) : []
  for (const { take } of [...scoped, ...paged]) {
    if (!take(chord, event)) continue
    event.preventDefault()
    return
  }
}

function listen(): void {
  for (const [name, listener] of Object.entries(capture)) window.addEventListener(name, listener, true)
  window.addEventListener('keydown', route)
}
function deafen(): void {
  for (const [name, listener] of Object.entries(capture)) window.removeEventListener(name, listener, true)
  window.removeEventListener('keydown', route)
}

/** Takes presses until the returned call; for what lives as long as the page. Components use `useKeys`. */
export function takeKeys(registration: Registration): () => void {
  if (registered.length === 0) listen()
  registered.push(registration)
  return () => {
    const at = registered.indexOf(registration)
    if (at < 0) return
    registered.splice(at, 1)
    if (registered.length === 0) deafen()
  }
}

/** Whether a chord may act on the whole page: bare letters, arrows and Enter stay with the field being typed in. */
export const actsOnPage = (chord: string, press: KeyboardEvent): boolean =>
  !isTyping(press) || actsWhileTyping(chord)

const isLetter = (chord: string): boolean => [...chord].length === 1 && !'↑↓←→'.includes(chord)

/**
 * The one way a component hears the keyboard. Takes presses made inside `element` while the scope lives: the innermost
 * element first, and while a dialog is open nothing beneath it. A press that belongs to an input method reaches
 * nobody; a bare letter stays with the field it is typed into. What is taken is prevented.
 */
export function useKeys(
  element: MaybeRefOrGetter<EventTarget | null | undefined>,
  keys: MaybeRefOrGetter<KeyMap>,
): void {
  const take = (chord: string, press: KeyboardEvent): boolean => {
    const handler = isLetter(chord) && isTyping(press) ? undefined : toValue(keys)[chord]
    return handler !== undefined && handler(press) !== false
  }
  onScopeDispose(takeKeys({ element: () => toValue(element), take }))
}

/**
 * Digits struck inside `element` while the scope lives, also in a field that is typed into: where they choose among what is
 * numbered there. A handler that answers `false` leaves the digit to the field.
 */
export function useDigits(
  element: MaybeRefOrGetter<EventTarget | null | undefined>,
  choose: (struck: Digit) => unknown,
): void {
  const take = (_: string, press: KeyboardEvent): boolean => {
    const struck = digitOf(press)
    return struck !== undefined && choose(struck) !== false
  }
  onScopeDispose(takeKeys({ element: () => toValue(element), take }))
}

/** Whether Caps Lock is on, felt at every key let go inside the element. */
export function useCapsLock(element: MaybeRefOrGetter<EventTarget | null | undefined>) {
  const isOn = shallowRef(false)
  const feel = (event: Event) => {
    const target = toValue(element)
    if (!(event instanceof KeyboardEvent) || !target || !event.composedPath().includes(target)) return
    isOn.value = event.getModifierState('CapsLock')
  }
  window.addEventListener('keyup', feel)
  onScopeDispose(() => window.removeEventListener('keyup', feel))
  return isOn
}
