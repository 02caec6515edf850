import type { FactRule, Instant } from '@shuniu/shared/kernel'
import type { Static, TSchema } from 'typebox'
import type { Tx } from '../db/index.ts'
import { outbox } from './outbox.tables.ts'

export * from './outbox.tables.ts'

type FactCatalogue = Readonly<Record<string, FactRule>>

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
export const outboxOf = <C extends FactCatalogue>(catalogue: C, wake: () => void) => ({
  async add<N extends keyof C & string>(
    tx: Tx,
    name: N,
    fact: Told<Static<C[N]['body'] & TSchema>>,
  ): Promise<void> {
    const rule = catalogue[name]
    if (!rule) throw new Error(`no fact is declared under ${name}`)
    const { told, masked, left } = rule.heardBy(fact.before, fact.after)
    await tx.orm.insert(outbox).values({
      name,
      at: fact.at,
      body: fact.after,
      maskedBody: masked.length > 0 ? rule.mask?.(fact.after) : null,
      told: [...told],
      masked: [...masked],
      left: [...left],
    })
    tx.onCommit(wake)
  },
})

export type OutboxOf<C extends FactCatalogue> = ReturnType<typeof outboxOf<C>>
