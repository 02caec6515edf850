import { shanghaiDay } from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import { sql } from 'drizzle-orm'
import { inTx, type Database } from '../../platform/db/index.ts'
import type { Ask } from '../../platform/sql/index.ts'
import { caseNotices, caseNumbers } from './cases.tables.ts'

const blockSize = 20

/** Reserves the next block of a day's numbers; the counter's row is held for this one statement only. */
const takeBlock = (database: Database, day: string): Promise<number> =>
  inTx(database, async tx => {
    const [row] = await tx.orm
      .insert(caseNumbers)
      .values({ day, last: blockSize })
      .onConflictDoUpdate({ target: caseNumbers.day, set: { last: sql`${caseNumbers.last} + ${blockSize}` } })
      .returning({ last: caseNumbers.last })
    if (!row) throw new Error('no case numbers were given out')
    return row.last
  })

/**
 * Numbers of cases, such as `ZZ341222-20261124-0007`: county, Shanghai day, and a serial of at least four digits.
 * Gaps are allowed: a process takes a block and forgets what is left of it. Source: domain.md §2.9.
 */
export function caseNumbersOf(database: Database, countyCode: () => string) {
  let block = { day: '', next: 0, last: -1 }
  let taking: Promise<void> | undefined

  async function refill(day: string): Promise<void> {
    const last = await takeBlock(database, day)
    block = { day, next: last - blockSize + 1, last }
  }

  return async function numberAt(now: Instant): Promise<string> {
    const day = shanghaiDay(now).replaceAll('-', '')
    while (block.day !== day || block.next > block.last) {
      taking ??= refill(day).finally(() => {
        taking = undefined
      })
      await taking
    }
    const serial = block.next
    block.next += 1
    return `ZZ${countyCode()}-${day}-${String(serial).padStart(4, '0')}`
  }
}

interface Asked {
  readonly now: Instant
  readonly n: number
}

/**
 * Numbers of so many notices of supervision, such as `DB341222-20261124-0007`: county, Shanghai day, and a serial that
 * never begins anew. Taken from a sequence: nobody waits for it, and what fails leaves a gap. Source: domain.md §2.9.
 */
export async function noticeNumbersAt(ask: Ask, { now, n }: Asked, countyCode: string): Promise<string[]> {
  const rows = await ask<{ serial: number }>({
    name: 'numbers of notices',
    text: 'select nextval($1)::int as serial from generate_series(1, $2::int)',
    values: [caseNotices.seqName ?? '', String(n)],
  })
  const day = shanghaiDay(now).replaceAll('-', '')
  return rows.map(({ serial }) => `DB${countyCode}-${day}-${String(serial).padStart(4, '0')}`)
}
