import { cases, caseWords, toColumns, wordsOf } from '@shuniu/server/features/cases'
import { inTx, type Database } from '@shuniu/server/platform/db'
import { writeRows } from '@shuniu/server/platform/sql'
import type { CaseFact } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { townshipCode } from './county.ts'

/** A case of the first township as its table keeps it, with what is not in the fact as plain as can be. */
export function caseRowOf(fact: CaseFact) {
  const openedAt = instant(Date.parse(fact.openedAt))
  const [text, placeText, placeName] = ['排水沟堵塞', null, townshipCode(1)]
  return {
    ...toColumns(fact),
    text,
    placeText,
    placeName,
    requirement: null,
    reporterName: null,
    reporterPhone: null,
    occurredAt: openedAt,
    receivedAt: openedAt,
    movedVersion: fact.version,
  }
}

/** Writes cases as they are, with what they are found by, without a clock or a timeline. */
export const writeCases = (
  database: Pick<Database, 'pool' | 'log'>,
  facts: readonly CaseFact[],
): Promise<void> =>
  inTx(database, async tx => {
    const rows = facts.map(caseRowOf)
    await writeRows(tx, { table: cases, rows })
    await writeRows(tx, { table: caseWords, rows: rows.map(wordsOf) })
  })
