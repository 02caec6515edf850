import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest'
import { effectScope } from 'vue'
import { createComposition, type Press } from './composition.ts'
import { takeKeys, useKeys, type KeyMap } from './index.ts'

const enter = { key: 'Enter', code: 'Enter', isComposing: false, repeat: false, timeStamp: 10_000 }
const aPress = (differing: Partial<Press>): Press => Object.assign({ ...enter, keyCode: 13 }, differing)

describe('a key of an input method', () => {
  it.each([
    ['Chromium and Firefox: before the end', { isComposing: true, keyCode: 229 }],
    ['Chromium on Windows: named Process', { key: 'Process', keyCode: 229, isComposing: true }],
    ['marked as composing alone', { isComposing: true }],
    ['Safari: after the end, by its code', { keyCode: 229 }],
    ['Chromium for Android', { key: 'Unidentified', keyCode: 229 }],
  ])('is known in %s', (_, differing) => {
    expect(createComposition().takes(aPress(differing))).toBe(true)
  })

  it.each(['Enter', 'Escape', ' ', 'Tab'])('is known by its moment alone: %s', key => {
    const composition = createComposition()
    composition.end(10_000)

    expect(composition.takes(aPress({ key, timeStamp: 9_998 }))).toBe(true)
    expect(composition.takes(aPress({ key, timeStamp: 10_004 }))).toBe(false)
  })

  it('is the input method’s until it is let go', () => {
    const composition = createComposition()
    composition.takes(aPress({ isComposing: true }))

    expect(composition.takes(aPress({ repeat: true, timeStamp: 10_500 }))).toBe(true)
    composition.release({ code: 'Enter' })
    expect(composition.takes(aPress({ timeStamp: 10_900 }))).toBe(false)
    expect(composition.takes(aPress({ repeat: true, timeStamp: 11_400 }))).toBe(false)
  })
})

describe('who takes a key', () => {
  const scope = effectScope()
  const pressed = (on: Element, differing: KeyboardEventInit = {}) => {
    const press = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      cancelable: true,
      ...differing,
    })
    on.dispatchEvent(press)
    return press
  }
  const element = (html: string): HTMLElement => {
    document.body.innerHTML = html
    const made = document.body.firstElementChild
    if (!(made instanceof HTMLElement)) throw new Error('no element')
    return made
  }
  const listening = (on: Element, keys: KeyMap) => scope.run(() => useKeys(on, keys))
  let page: Mock<() => boolean>
  let deafen: () => void
  beforeEach(() => {
    page = vi.fn<() => boolean>(() => true)
    deafen = takeKeys({ element: undefined, take: page })
  })
  afterEach(() => deafen())

  it('is the innermost element, and nobody beneath it', () => {
    const outer = element('<div><input></div>')
    const inner = outer.querySelector('input') ?? outer
    const [takes, beneath] = [vi.fn(), vi.fn()]
    listening(outer, { Enter: beneath })
    listening(inner, { Enter: takes })

    expect(pressed(inner).defaultPrevented).toBe(true)
    expect([takes, beneath, page].map(one => one.mock.calls.length)).toEqual([1, 0, 0])
  })

  it('is whoever lies beneath when a handler answers false', () => {
    const outer = element('<div><input></div>')
    listening(outer, { Enter: () => false })
    page.mockReturnValue(false)

    expect(pressed(outer).defaultPrevented).toBe(false)
    expect(page).toHaveBeenCalledOnce()
  })

  it('is never the page beneath an open dialog', () => {
    const dialog = element('<dialog open><button></button></dialog>')
    const submit = vi.fn()
    listening(dialog, { 'Ctrl+Enter': submit })

    pressed(document.body, { ctrlKey: true })
    pressed(document.body)

    expect(submit).toHaveBeenCalledOnce()
    expect(page).not.toHaveBeenCalled()
  })

  it('is the field a bare letter is typed into; modifiers match exactly', () => {
    const outer = element('<div><input></div>')
    const field = outer.querySelector('input') ?? outer
    const [letter, enter] = [vi.fn(), vi.fn()]
    listening(outer, { J: letter, Enter: enter })
    page.mockReturnValue(false)

    pressed(field, { key: 'j' })
    pressed(field, { ctrlKey: true })
    pressed(outer, { key: 'j' })

    expect([letter.mock.calls.length, enter.mock.calls.length]).toEqual([1, 0])
  })

  it('is nobody when the input method had it, and a dialog does not close by it', () => {
    const field = element('<input>')
    const escape = vi.fn()
    listening(field, { Esc: escape })

    const press = pressed(field, { key: 'Escape', isComposing: true })

    expect(press.defaultPrevented).toBe(true)
    expect([escape.mock.calls.length, page.mock.calls.length]).toEqual([0, 0])
  })

  it('is nobody of a scope that has ended', () => {
    const field = element('<input>')
    const enter = vi.fn()
    const own = effectScope()
    own.run(() => useKeys(field, { Enter: enter }))
    own.stop()
    pressed(field)

    expect(enter).not.toHaveBeenCalled()
  })
})
