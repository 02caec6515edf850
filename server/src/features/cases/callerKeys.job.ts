import { and, asc, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { callerKeyOf } from './callerKey.ts'
import { cases } from './cases.tables.ts'

const casesAtOnce = 200
const beforeAll = '00000000-0000-0000-0000-000000000000'

interface KeyedCase {
  readonly id: string
  readonly key: string
}

/** Those of before numbers had keys, held by us. What somebody is at work on is left for the next start. */
const unkeyedAfter = (tx: Tx, id: string) =>
  tx.orm
    .select({ id: cases.id, sealed: cases.reporterPhone })
    .from(cases)
    .where(and(isNotNull(cases.reporterPhone), isNull(cases.reporterKey), gt(cases.id, id)))
    .orderBy(asc(cases.id))
    .limit(casesAtOnce)
    .for('update', { skipLocked: true })

const write = (tx: Tx, keyed: readonly KeyedCase[]): Promise<unknown> =>
  tx.orm.execute(sql`
    update ${cases} set reporter_key = made.key
      from json_to_recordset(${JSON.stringify(keyed)}::json) as made(id uuid, key text)
     where ${cases.id} = made.id`)

/**
 * Gives the numbers of before they had keys theirs, once after each start, a batch a round; no start waits for it, and no
 * case changes its version by it. A number that cannot be read stays without: the key of its seal may be put back.
 */
export function callerKeysOf(deps: Pick<Platform, 'database'> & { readonly secrets: Secrets }) {
  const keyOf = callerKeyOf(deps.secrets)
  let last = beforeAll
  let isDone = false
  /** How many were looked at; none when all have been. */
  return async (): Promise<number> => {
    if (isDone) return 0
    const rows = await inTx(deps.database.reserved, async tx => {
      const found = await unkeyedAfter(tx, last)
      const keyed = found.flatMap(({ id, sealed }): KeyedCase[] => {
        const phone = sealed === null ? undefined : deps.secrets.open(sealed)
        return phone === undefined ? [] : [{ id, key: keyOf(phone) }]
      })
      if (keyed.length > 0) await write(tx, keyed)
      return found
    })
    last = rows.at(-1)?.id ?? last
    isDone = rows.length < casesAtOnce
    return rows.length
  }
}
