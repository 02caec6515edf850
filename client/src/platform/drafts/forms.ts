import { shallowReactive } from 'vue'
import { serverNow, serverNowMs } from '../time/index.ts'
import { areSame, type Kept, type OtherWords } from './kept.ts'
import type { FormShelf, Shelved } from './shelf.ts'

/** A clock that was set back makes no moment to come of one gone by. */
export const goneBy = (savedAt: string): string =>
  Date.parse(savedAt) > serverNowMs() ? serverNow() : savedAt

/**
 * The forms of this page, each on the device too as far as there is a shelf, and beside them the other words that were kept
 * under the same name from another page or machine and wait for a choice.
 */
export function formsHere(shelf: () => FormShelf | undefined) {
  const kept = shallowReactive(new Map<string, Kept>())
  const others = shallowReactive(new Map<string, OtherWords>())
  function take(name: string, { beside, ...form }: Shelved): void {
    kept.set(name, { ...form, savedAt: goneBy(form.savedAt) })
    if (beside) others.set(name, beside)
  }
  /** Takes in what another page left on the device; where this one has other words, both wait for a choice. */
  function hear(name: string): void {
    const met = shelf()?.unseen(name)
    if (!met) return
    const own = kept.get(name)
    const { words, base: version, savedAt } = met
    if (!own) take(name, met)
    else if (!areSame(words, own.words)) others.set(name, { words, version, savedAt: goneBy(savedAt) })
  }
  /** Takes in all that lies on the device, what this page let go of for another too. */
  function gather(): void {
    for (const name of shelf()?.names() ?? []) {
      hear(name)
      const left = kept.has(name) ? undefined : shelf()?.read(name)
      if (left) take(name, left)
    }
  }
  function shelve(name: string, form: Kept): void {
    kept.set(name, form)
    hear(name)
    const beside = others.get(name)
    shelf()?.lay(name, { ...form, ...(beside && { beside }) })
  }
  /** Lets go of the words of this page; gives those of another, where there are any: they stay on the device. */
  function unshelve(name: string): OtherWords | undefined {
    if (!kept.has(name)) return undefined
    hear(name)
    const beside = others.get(name)
    kept.delete(name)
    others.delete(name)
    if (beside) shelf()?.lay(name, { ...beside, base: beside.version, isNew: true })
    else shelf()?.remove(name)
    return beside
  }
  return { kept, others, hear, gather, shelve, unshelve }
}

export type FormsHere = ReturnType<typeof formsHere>
