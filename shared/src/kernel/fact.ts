import type { Static, TSchema } from 'typebox'

/**
 * Who hears a fact. `told` may read what it speaks of after the change and gets the body; `masked` gets the
 * body with its telling fields blanked; `left` could read before and may not now, and gets `case.left` only.
 * A socket in several of the lists gets the first of them.
 */
export interface Audience {
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
}

export interface FactRule<B extends TSchema = TSchema> {
  readonly body: B
  /** Pure: the rooms that hear it, from the state before (undefined when there was none) and after. */
  readonly heardBy: (before: Static<B> | undefined, after: Static<B>) => Audience
  /** The body as it is told to all; as it stands when absent. */
  readonly tell?: (after: Static<B>) => Static<B>
  /** The body as the masked rooms get it; needed where `heardBy` ever masks. */
  readonly mask?: (after: Static<B>) => Static<B>
}

export const fact = <B extends TSchema>(rule: FactRule<B>): FactRule<B> => rule

export const told = (...rooms: readonly string[]): Audience => ({ told: rooms, masked: [], left: [] })
