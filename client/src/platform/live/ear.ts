import type { Fact } from '@shuniu/shared/live'
import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/schema'

/** Facts that can be heard, by name. */
export type Hearable = Readonly<Record<string, { readonly body: TSchema }>>

/** What a listener is told besides the body. */
export type FactHead = Pick<Fact, 'seq' | 'name' | 'at'>

/** Exhaustive by type: a fact without a listener does not compile. */
export type Ear<F extends Hearable> = {
  readonly [N in keyof F]: (body: Static<F[N]['body']>, heard: FactHead) => void
}

/** Hears one fact; false when its body is not what this page was built for. */
export type FactListener = (fact: Fact) => boolean
export type BoundEar = ReadonlyMap<string, FactListener>

/** Ties an ear to its catalogue: each body is checked once, here, where it enters the page. */
export function bindEar<F extends Hearable>(facts: F, ear: Ear<F>): BoundEar {
  const listenerOf = (name: keyof F, schema: TSchema): FactListener => {
    return ({ seq, name: told, at, body }) => {
      if (!Check(schema, body)) return false
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the schema was just checked
      ear[name](body as Static<F[typeof name]['body']>, { seq, name: told, at })
      return true
    }
  }
  return new Map(Object.entries(facts).map(([name, rule]) => [name, listenerOf(name, rule.body)]))
}
