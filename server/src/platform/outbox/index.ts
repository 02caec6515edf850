import type { FactCatalogue, Instant } from '@shuniu/shared/kernel'
import type { Static, TSchema } from 'typebox'
import type { Tx } from '../db/index.ts'
import { outbox } from './outbox.tables.ts'

export { withStandIns } from './bodyText.ts'
export * from './outbox.tables.ts'
export * from './reading.ts'
export * from './slices.ts'
export * from './stored.ts'

export type OutboxRow = typeof outbox.$inferInsert

/** A fact about to be told: the state before (undefined when there was none) and after. */
export interface Told<B> {
  readonly before: B | undefined
  readonly after: B
  readonly at: Instant
}

/**
 * Writes facts beside the rows they tell of, in the same transaction; nothing else in the server may tell one.
 * After the commit the relay is woken. Bound to a feature's catalogue, so that only declared facts can be told.
 */
export const outboxOf = <C extends FactCatalogue>(catalogue: C, wake: () => void) => {
  type BodyOf<N extends keyof C> = C[N] extends { readonly body: infer B extends TSchema } ? Static<B> : never

  /** The row of a fact, for a statement that writes it with others; who writes it calls `wake` after the commit. */
  function rowOf<N extends keyof C & string>(name: N, fact: Told<BodyOf<N>>): OutboxRow {
    const rule = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined
    if (!rule) throw new Error(`no fact is declared under ${name}`)
    const { told, masked, left } = rule.heardBy(fact.before, fact.after)
    return {
      name,
      at: fact.at,
      body: rule.tell?.(fact.after) ?? fact.after,
      bodyVersion: rule.version,
      maskedBody: masked.length > 0 ? rule.mask?.(fact.after) : null,
      told: [...told],
      masked: [...masked],
      left: [...left],
    }
  }

  async function add<N extends keyof C & string>(tx: Tx, name: N, fact: Told<BodyOf<N>>): Promise<void> {
    await tx.orm.insert(outbox).values(rowOf(name, fact))
    tx.onCommit(wake)
  }

  return { add, rowOf, wake }
}

export type OutboxOf<C extends FactCatalogue> = ReturnType<typeof outboxOf<C>>
