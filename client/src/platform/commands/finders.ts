import { onScopeDispose, shallowReactive, type Ref } from 'vue'
import type { ReadState } from '../http/readState.ts'

/** One thing that was found: what it is called, what tells it from others, and what Enter does. */
export interface Finding {
  readonly id: string
  readonly text: string
  readonly more?: string
  readonly open: () => unknown
}

/** What has been found by what is typed, in whichever of the five states it stands. */
export interface Looking {
  readonly state: Readonly<Ref<ReadState<readonly Finding[]>>>
  readonly again?: () => unknown
}

/** Something that the palette finds beside commands. */
export interface Finder {
  readonly id: string
  readonly title: () => string
  /** Its place among the others, counted from above: what is known at once before what is asked for. */
  readonly nth: number
  /** The sentence that says that there is none; without it nothing is shown then. */
  readonly none?: () => string
  /** Looks for what is typed while the scope lives: called when the palette opens. Nothing is typed as long as it is empty. */
  readonly look: (typed: Readonly<Ref<string>>) => Looking
}

const registered = shallowReactive(new Map<string, Finder>())

export const openFinders = (): readonly Finder[] => [...registered.values()].sort((a, b) => a.nth - b.nth)

/** Lets the palette find these too while the scope lives. */
export function provideFinders(finders: readonly Finder[]): void {
  for (const finder of finders) registered.set(finder.id, finder)
  onScopeDispose(() => {
    for (const finder of finders) if (registered.get(finder.id) === finder) registered.delete(finder.id)
  })
}
