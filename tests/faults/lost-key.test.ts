import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listCases, seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode } from '../builders/county.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { peopleOf } from '../builders/people.ts'
import { aReportIn, reported } from '../builders/report.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { hear, heardWords, lineOf } from './hearing.ts'

/** People at the window of a township, who say how they are called back. */
const visits = sized(400, 30)
const facts = sized(100, 20)
const readers = ['county.duty', 'county.director', 'county.supervisor', 't1.duty', 'county.wall']

let dataDir: string
let database: FreshDatabase
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'shuniu-lost-'))
  database = await freshDatabase()
  await writeTestCounty(database)
})
afterAll(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function receiveVisitors(): Promise<string[]> {
  const running = await startApp({ database, settings: { dataDir } })
  const duty = await running.signIn('t1.duty')
  const ids: string[] = []
  for (let n = 0; n < visits; n += 1) {
    const reporter = { name: '林小满', phone: String(13_712_345_000 + n) }
    const visit = aReportIn(gridCode(1, 1, 1), {
      sourceCode: '03',
      reporter,
      text: `渠水外溢，回电 ${reporter.phone}`,
    })
    ids.push((await reported(duty, visit)).caseId)
  }
  await running.app.close()
  return ids
}

/** Reads each case as everyone; how often each status came, and how often a number was told as lost, or shown. */
async function readAll(running: RunningApp, ids: readonly string[]) {
  const as = peopleOf(running)
  const told = { statuses: new Map<number, number>(), lost: 0, shown: 0 }
  for (const account of readers) {
    const reader = await as(account)
    for (const id of ids) {
      const { status, body, code } = await reader.call(seeCase, { params: { id } })
      told.statuses.set(status, (told.statuses.get(status) ?? 0) + 1)
      if (code !== undefined) continue
      if (body.reporter.isPhoneLost === true) told.lost += 1
      if (body.reporter.phone !== null) told.shown += 1
    }
  }
  const { status } = await (await as('county.duty')).call(listCases, { query: { q: '渠水' } })
  return { ...told, listed: status }
}

it('a server whose secret.key is lost starts, says so, and shows every case without its numbers', async () => {
  const ids = await receiveVisitors()
  rmSync(join(dataDir, 'secret.key'))
  const said: unknown[] = []

  const running = await startApp({
    database,
    settings: { dataDir },
    built: ({ http }) => vi.spyOn(http.log, 'error').mockImplementation((...words) => void said.push(words)),
  })
  const line = await lineOf(running)
  const hearing = hear(line, facts)
  const { statuses, lost, shown, listed } = await readAll(running, ids)
  const words = heardWords(await hearing)
  line.watcher.close()
  await running.stop()

  say(
    `  lost key: ${visits} cases read by ${readers.length} readers: ${JSON.stringify([...statuses])}, ${lost} times told as lost`,
  )
  say(`  ${words}`)
  expect(JSON.stringify(said)).toContain('SECRET_KEY_FILE')
  expect([...statuses.keys(), listed]).toEqual([200, 200])
  expect(lost).toBeGreaterThanOrEqual(visits)
  expect(shown).toBe(0)
}, 300_000)
