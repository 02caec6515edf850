import type { ClockRule } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import { asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { clockRules } from './clocks.tables.ts'

type RuleRow = typeof clockRules.$inferSelect

/** A limit with its number and who said it. */
export interface StoredRule extends Pick<RuleRow, 'id' | 'madeBy' | 'madeAt' | 'endedBy' | 'endedAt'> {
  readonly rule: ClockRule
}

function toRule(row: RuleRow): ClockRule {
  const { stage, level, amount, unit, effectiveFrom } = row
  return {
    stage,
    level,
    amount,
    unit,
    effectiveFrom,
    ...(row.categoryPrefix !== null && { categoryPrefix: row.categoryPrefix }),
    ...(row.tier !== null && { tier: row.tier }),
    ...(row.maxAmount !== null && { maxAmount: row.maxAmount }),
    ...(row.maxUnit !== null && { maxUnit: row.maxUnit }),
    ...(row.effectiveTo !== null && { effectiveTo: row.effectiveTo }),
  }
}

const toStored = (row: RuleRow): StoredRule => {
  const { id, madeBy, madeAt, endedBy, endedAt } = row
  return { id, madeBy, madeAt, endedBy, endedAt, rule: toRule(row) }
}

/** The rule that a command made, and the hash it was sent with; undefined when the command is new. */
export async function ruleMadeBy(
  tx: Tx,
  commandId: string,
): Promise<{ readonly made: StoredRule; readonly hash: string | null } | undefined> {
  const [row] = await tx.orm.select().from(clockRules).where(eq(clockRules.commandId, commandId))
  return row && { made: toStored(row), hash: row.commandHash }
}

export const readRules = async (tx: Tx): Promise<StoredRule[]> =>
  (await tx.orm.select().from(clockRules).orderBy(asc(clockRules.id))).map(toStored)

/** Whoever changes the rules does it alone: what one sees is what all others will have seen. */
export const lockRules = (tx: Tx) => tx.orm.execute(sql`lock table ${clockRules} in share row exclusive mode`)

/** Fills an empty table with the limits a county starts with; of two processes that start at once, one does. */
export async function seedRules(tx: Tx, rules: readonly ClockRule[]): Promise<void> {
  await lockRules(tx)
  const [known] = await tx.orm.select({ id: clockRules.id }).from(clockRules).limit(1)
  if (!known) await tx.orm.insert(clockRules).values(rules.map(rule => ({ ...rule })))
}

interface RuleStamp {
  readonly by: string
  readonly at: Instant
  readonly commandId: string
  readonly commandHash: string
}

export async function addRule(
  tx: Tx,
  rule: ClockRule,
  { by, at, ...command }: RuleStamp,
): Promise<StoredRule> {
  const [row] = await tx.orm
    .insert(clockRules)
    .values({ ...rule, madeBy: by, madeAt: at, ...command })
    .returning()
  if (!row) throw new Error('a rule was not written')
  return toStored(row)
}

/** Gives the rule its last day; the row says nothing else than before. */
export async function endRule(
  tx: Tx,
  { id, lastDay }: { readonly id: number; readonly lastDay: string },
  ended: { readonly by: string; readonly at: Instant },
): Promise<StoredRule> {
  const [row] = await tx.orm
    .update(clockRules)
    .set({ effectiveTo: lastDay, endedBy: ended.by, endedAt: ended.at })
    .where(eq(clockRules.id, id))
    .returning()
  if (!row) throw new Error(`rule ${id} was not ended`)
  return toStored(row)
}
