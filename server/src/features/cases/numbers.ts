import { shanghaiDay } from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import { sql } from 'drizzle-orm'
import { inTx, type Database } from '../../platform/db/index.ts'
import type { SendStatement } from '../../platform/sql/index.ts'
import { caseIncidents, caseNotices, caseNumbers } from './cases.tables.ts'

/** Numbers taken at a time: few while few are needed, up to many in a storm. */
const blockSizes = { least: 20, most: 640 } as const
/** A block that lasts no longer is followed by one of twice its size. */
const shortMs = 2_000

interface Block {
  readonly size: number
  readonly last: number
  readonly takenAtMs: number
  next: number
}

/** Reserves the next block of a day's numbers; the counter's row is held for this one statement only. */
const takeLast = (database: Database, day: string, size: number): Promise<number> =>
  inTx(database, async tx => {
    const [row] = await tx.orm
      .insert(caseNumbers)
      .values({ day, last: size })
      .onConflictDoUpdate({ target: caseNumbers.day, set: { last: sql`${caseNumbers.last} + ${size}` } })
      .returning({ last: caseNumbers.last })
    if (!row) throw new Error('no case numbers were given out')
    return row.last
  })

async function takeBlock(database: Database, day: string, before: Block | undefined): Promise<Block> {
  const isShort = before !== undefined && performance.now() - before.takenAtMs < shortMs
  const size = isShort ? Math.min(2 * before.size, blockSizes.most) : blockSizes.least
  const last = await takeLast(database, day, size)
  return { size, last, next: last - size + 1, takenAtMs: performance.now() }
}

/** The numbers of one day: the block in use, and the one that is being taken. */
class DayNumbers {
  readonly #takeAfter: (before: Block | undefined) => Promise<Block>
  #block: Block | undefined
  #taking: Promise<Block> | undefined

  constructor(takeAfter: (before: Block | undefined) => Promise<Block>) {
    this.#takeAfter = takeAfter
  }

  async next(): Promise<number> {
    let block = this.#block
    while (!block || block.next > block.last) {
      const taking = this.#take()
      const taken = await taking
      // Of those who waited for it the first puts it in use.
      if (this.#taking === taking) {
        this.#taking = undefined
        this.#block = taken
      }
      block = this.#block
    }
    const serial = block.next
    block.next += 1
    if (block.last - serial <= block.size / 2) void this.#take()
    return serial
  }

  /** One at a time; what failed is taken again by whoever needs it. */
  #take(): Promise<Block> {
    if (this.#taking) return this.#taking
    const taking = this.#takeAfter(this.#block)
    this.#taking = taking
    taking.catch(() => {
      if (this.#taking === taking) this.#taking = undefined
    })
    return taking
  }
}

/** Days whose numbers are in use at once: about midnight there are two. */
const daysKept = 2

/**
 * Numbers of cases, such as `ZZ341222-20261124-0007`: county, Shanghai day, and a serial of at least four digits.
 * Gaps are allowed: a process takes a block and forgets what is left of it. The next block is taken while the last half of
 * one is given out, so that nobody waits for it. Source: domain.md §2.9.
 */
export function caseNumbersOf(database: Database, countyCode: () => string) {
  const byDay = new Map<string, DayNumbers>()

  function numbersOf(day: string): DayNumbers {
    const known = byDay.get(day)
    if (known) return known
    const fresh = new DayNumbers(before => takeBlock(database, day, before))
    byDay.set(day, fresh)
    for (const one of byDay.keys()) if (byDay.size > daysKept) byDay.delete(one)
    return fresh
  }

  return async function numberAt(now: Instant): Promise<string> {
    const day = shanghaiDay(now).replaceAll('-', '')
    const serial = await numbersOf(day).next()
    return `ZZ${countyCode()}-${day}-${String(serial).padStart(4, '0')}`
  }
}

interface CaseNumbersRequest {
  readonly now: Instant
  readonly n: number
}

/**
 * Numbers of so many notices of supervision, such as `DB341222-20261124-0007`: county, Shanghai day, and a serial that
 * never begins anew. Taken from a sequence: nobody waits for it, and what fails leaves a gap. Source: domain.md §2.9.
 */
export const noticeNumbersAt = (ask: SendStatement, of: CaseNumbersRequest, county: string) =>
  numbersAt(ask, of, { prefix: `DB${county}`, sequence: caseNotices.seqName ?? '' })

/** Likewise of reports to those above, such as `ZB341222-20261124-0007`. */
export const incidentNumbersAt = (ask: SendStatement, of: CaseNumbersRequest, county: string) =>
  numbersAt(ask, of, { prefix: `ZB${county}`, sequence: caseIncidents.seqName ?? '' })

async function numbersAt(
  ask: SendStatement,
  { now, n }: CaseNumbersRequest,
  { prefix, sequence }: { readonly prefix: string; readonly sequence: string },
): Promise<string[]> {
  const rows = await ask<{ serial: number }>({
    name: 'numbers from a sequence',
    text: 'select nextval($1)::int as serial from generate_series(1, $2::int)',
    values: [sequence, String(n)],
  })
  const day = shanghaiDay(now).replaceAll('-', '')
  return rows.map(({ serial }) => `${prefix}-${day}-${String(serial).padStart(4, '0')}`)
}
