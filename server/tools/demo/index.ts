import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant, type Clock, type Instant } from '@shuniu/shared/kernel'
import {
  caseEntries,
  caseIncidents,
  caseNotices,
  caseNumbers,
  cases,
  caseWords,
} from '../../src/features/cases/index.ts'
import { addStintRows } from '../../src/features/duty/index.ts'
import { addUnits } from '../../src/features/centres/index.ts'
import { clockRowsOf } from '../../src/features/clocks/index.ts'
import { hasCounty, saveCounty } from '../../src/features/grids/index.ts'
import { addAccounts, hashPassword } from '../../src/features/identity/index.ts'
import { countCases, windowAt } from '../../src/features/statistics/index.ts'
import { addBindings, addMemberFiles, addTrainings } from '../../src/features/gridMembers/index.ts'
import { addAppointments, addPersons, addProfiles } from '../../src/features/staffing/index.ts'
import { inTx, type Database, type Tx } from '../../src/platform/db/index.ts'
import { writeRows } from '../../src/platform/sql/index.ts'
import { secretsOf } from '../../src/platform/secrets/index.ts'
import type { Settings } from '../../src/platform/settings/index.ts'
import { cutCounty } from '../county/cut.ts'
import { randomFrom } from '../county/random.ts'
import { readCountySource, taiheFolder } from '../county/read.ts'
import { demoGridStaff, type DemoGridStaff } from './gridStaff.ts'
import { demoLaw, pastCases } from './history.ts'
import { demoPassword, writeDemoAccounts } from './passwords.ts'
import type { PastCase } from './pastCases.ts'
import { Posts } from './posts.ts'
import { caseRowsOf, entryRowsOf, lastSerialOf, numberRowsOf, wordRowsOf } from './rows.ts'
import { demoRoster } from './roster.ts'
import { demoStaff, handedOut, type DemoPerson } from './staff.ts'
import { demoStanding, type DemoStanding } from './standing.ts'
import { demoUnits, placeName, type DemoUnit } from './units.ts'

export { keepDemoSafe } from './safety.ts'

interface DemoDeps {
  readonly database: Database
  readonly settings: Settings
  readonly clock: Clock
  /** Told what is being done, in the operator's language. */
  readonly progress: (line: string) => void
}

/** The two townships whose accounts are handed out. */
export const shownTownships = ['341222100', '341222101'] as const

const rowsAtOnce = 5_000

async function inBatches<T>(
  rows: readonly T[],
  write: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) await write(rows.slice(from, from + rowsAtOnce))
}

const clocksOf = (past: readonly PastCase[], now: Instant) =>
  clockRowsOf(
    past.map(({ fact, caseClocks }) => ({ caseId: fact.id, caseClocks })),
    demoLaw,
    now,
  )

async function savePast(
  tx: Tx,
  past: readonly PastCase[],
  { names, now }: { names: ReadonlyMap<string, string>; now: Instant },
): Promise<void> {
  const nameOf = (code: string) => names.get(code) ?? code
  const save = (table: Parameters<typeof writeRows>[1]['table'], rows: readonly Record<string, unknown>[]) =>
    inBatches(rows, batch => writeRows(tx, { table, rows: batch }))
  await save(cases, caseRowsOf(past, nameOf))
  await save(caseWords, wordRowsOf(past, nameOf))
  await save(caseEntries, entryRowsOf(past, nameOf))
  for (const { table, rows } of clocksOf(past, now)) await save(table, rows)
  await save(caseNumbers, numberRowsOf(past))
  const serials = [
    [caseNotices.seqName, lastSerialOf(past, 'noticeNumber')],
    [caseIncidents.seqName, lastSerialOf(past, 'incidentNumber')],
  ] as const
  for (const [name, last] of serials) if (last > 0) await tx.query('select setval($1, $2)', [name, last])
  await countCases(
    tx,
    past.map(one => one.fact),
    await windowAt(tx, shanghaiDay(now)),
  )
}

async function saveStaff(
  tx: Tx,
  staff: readonly DemoPerson[],
  made: { hash: string; at: string },
): Promise<void> {
  const createdAt = instant(made.at)
  await inBatches(staff, async batch => {
    const rows = batch.map(({ phone: _, ...one }) => ({
      ...one,
      passwordHash: made.hash,
      isDemo: true,
      createdAt,
    }))
    await addAccounts(tx, rows)
  })
}

async function saveStanding(tx: Tx, { persons, appointments, profiles }: DemoStanding): Promise<void> {
  await addPersons(tx, persons)
  await addAppointments(tx, appointments)
  await addProfiles(tx, profiles)
}

async function saveGridStaff(tx: Tx, { persons, files, trainings, bindings }: DemoGridStaff): Promise<void> {
  await addPersons(tx, persons)
  await addMemberFiles(tx, files)
  await addTrainings(tx, trainings)
  await addBindings(tx, bindings)
}

const namesOf = (units: readonly DemoUnit[], divisions: readonly { code: string; name: string }[]) =>
  new Map([
    ...units.map(unit => [unit.id, unit.name] as const),
    ...divisions.map(({ code, name }) => [code, placeName(name)] as const),
  ])

/** Between two batches a busy machine may reckon for long, in milliseconds. */
const patience = { statementMs: 60_000, idleMs: 300_000 }

/**
 * Fills an empty database with the demo county: real divisions and outline, synthetic borders (示意边界), invented
 * people, and thirty days of cases that end now. All in one transaction: a first start that is cut off begins anew.
 */
export async function createDemoCounty({ database, settings, clock, progress }: DemoDeps): Promise<void> {
  if (await hasCounty(database)) return
  progress('正在生成演示县：划分乡镇、村和网格')
  const { register, outline } = await readCountySource(taiheFolder)
  const county = cutCounty(register, outline)
  const units = demoUnits(county.divisions, randomFrom(1))
  const staff = demoStaff(county, units, randomFrom(2))
  progress(`正在生成演示县:${units.length} 个单位、${staff.length} 名人员、三十天事件`)
  const now = clock.now()
  const past = pastCases(county, new Posts(staff, units), now)
  const secrets = secretsOf(settings)
  const standing = demoStanding(units, staff, { random: randomFrom(3), secrets, now })
  const gridStaff = demoGridStaff(staff, { random: randomFrom(4), secrets, now })
  const password = demoPassword(settings)
  const made = { hash: await hashPassword(password), at: now }
  progress(`正在写入数据库:${county.grids.length} 个网格、${past.length} 件事件`)
  await inTx(
    database,
    async tx => {
      await saveCounty(tx, county)
      await addUnits(tx, units)
      await saveStaff(tx, staff, made)
      await saveStanding(tx, standing)
      await saveGridStaff(tx, gridStaff)
      await inBatches(demoRoster(staff, now), async batch => void (await addStintRows(tx, batch)))
      await savePast(tx, past, { names: namesOf(units, county.divisions), now })
    },
    patience,
  )
  await writeDemoAccounts(settings.dataDir, { password, staff, handedOut: handedOut(staff, shownTownships) })
  progress('演示县已就绪，所有人员、边界和事件均为演示数据')
}
