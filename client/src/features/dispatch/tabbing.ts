import { useKeys } from '../../platform/keys/index.ts'
import { useOpenedCase } from '../cases/index.ts'

const isIn = (target: EventTarget | null): target is HTMLElement => target instanceof HTMLElement

/**
 * Tab leads from the row of the opened case, or from nowhere, to the first thing that can be done with it, and Shift+Tab back
 * to the row: not through every row of the list and the card.
 */
export function useTabbing(side: () => HTMLElement | null): void {
  const opened = useOpenedCase()
  const firstAction = (): HTMLElement | null => {
    const box = side()
    if (!box || box.closest('[inert]')) return null
    return box.querySelector<HTMLElement>('[data-move], [data-field] input, [data-field] textarea')
  }
  const ownRow = (): HTMLElement | null =>
    opened.id === undefined ? null : document.querySelector<HTMLElement>(`button[data-case="${opened.id}"]`)

  function forth({ target }: KeyboardEvent): boolean {
    if (!isIn(target) || opened.id === undefined) return false
    if (target !== document.body && target.closest('[data-case]') !== ownRow()) return false
    const first = firstAction()
    first?.focus()
    return first !== null
  }
  function back({ target }: KeyboardEvent): boolean {
    if (!isIn(target) || target !== firstAction()) return false
    const row = ownRow()
    row?.focus()
    return row !== null
  }
  useKeys(() => document, { Tab: forth, 'Shift+Tab': back })
}
