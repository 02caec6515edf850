import { cases } from '@shuniu/server/features/cases'
import { clockRowsOf } from '@shuniu/server/features/clocks'
import { inTx, type Database } from '@shuniu/server/platform/db'
import { writeRows } from '@shuniu/server/platform/sql'
import { defaultDutyHours, dutyCalendar, dutyTime } from '@shuniu/shared/calendar'
import { shownBy, untouched, type CaseFact } from '@shuniu/shared/cases'
import {
  begin,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  type CaseClock,
  type ClockLaw,
  type ClockRule,
} from '@shuniu/shared/clocks'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { v7 } from 'uuid'
import { caseRowOf } from './caseRows.ts'
import { villageCode } from './county.ts'
import { accountId, unitIds } from './staff.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}

const limitMinutes = 30
const rule: ClockRule = {
  stage: 'acceptance',
  level: 'yellow',
  amount: limitMinutes,
  unit: 'min',
  effectiveFrom: '2000-01-01',
}

const noSteps = { acceptedAt: null, assignedAt: null, startedAt: null, doneAt: null, verifiedAt: null }

function factOf(caseClock: CaseClock, serial: number): CaseFact {
  const { startedAt } = caseClock
  return {
    ...untouched,
    id: v7(),
    number: `ZZ341222-20200101-${String(serial).padStart(5, '0')}`,
    status: 'reported',
    level: 'yellow',
    categoryCode: '0201',
    sourceCode: '01',
    areaCode: villageCode(1, 1),
    gridCode: null,
    position: null,
    tier: 'township',
    ownerUnitId: unitIds.township(1),
    coUnitIds: [],
    reporterId: accountId('t1v1g1'),
    handlerIds: [],
    version: 1,
    openedAt: startedAt,
    updatedAt: startedAt,
    closedAt: null,
    placeDoubt: false,
    clockDoubt: false,
    sensitive: false,
    selfFound: true,
    reworkCount: 0,
    refuseCount: 0,
    askCount: 0,
    card: null,
    lastMove: 'report',
    steps: noSteps,
    ...shownBy([caseClock], 'reported'),
  }
}

/**
 * So many yellow cases of the first township whose acceptance runs out at one moment, or one after another from it on;
 * told of before. Their ids in that order.
 */
export async function writeDueCases(
  database: Pick<Database, 'pool' | 'log'>,
  n: number,
  dueAt: Instant,
  everyMs = 0,
): Promise<string[]> {
  const due = Array.from({ length: n }, (_, serial) => {
    const now = instant(toMs(dueAt) + serial * everyMs - limitMinutes * 60_000)
    const caseClock = begin(
      { stage: 'acceptance', rule, percent: 100 },
      { move: 'report', version: 1, now },
      law,
    )
    return { caseClock, fact: factOf(caseClock, serial) }
  })
  await inTx(database, async tx => {
    await writeRows(tx, { table: cases, rows: due.map(({ fact }) => caseRowOf(fact)) })
    const owned = due.map(({ caseClock, fact }) => ({ caseId: fact.id, caseClocks: [caseClock] }))
    const toldBy = instant(toMs(dueAt) - 1)
    for (const rows of clockRowsOf(owned, law, toldBy)) await writeRows(tx, rows)
  })
  return due.map(({ fact }) => fact.id)
}
