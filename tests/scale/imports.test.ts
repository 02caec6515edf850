import { checkImport, runImport, seeImport, undoImport } from '@shuniu/shared/imports'
import { listPersons } from '@shuniu/shared/staffing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { townshipCode } from '../builders/county.ts'
import { proveImportedCounty, proveUndoneCounty } from '../builders/importedCounty.ts'
import { readFileOf } from '../builders/imports.ts'
import { say, sized } from '../builders/size.ts'

const people = sized(5_000, 100)

describe('a county from its files', () => proveImportedCounty(people))
describe('a county that nobody has used', () => proveUndoneCounty(people))

describe('the largest table that is taken', () => {
  const rows = Number(process.env['IMPORTED_ROWS'] ?? sized(100_000, 2_000))
  /** Often enough to see also the reduced table under way. */
  const lookEveryMs = sized(200, 20)
  let running: RunningApp
  let admin: Browser
  beforeAll(async () => {
    running = await startApp()
    admin = await running.signIn('county.admin')
  })
  afterAll(() => running.drop())

  /** Waits until nobody works on the import, and answers how far it said it was meanwhile. */
  async function followed(id: string, from: number) {
    const told: number[] = []
    for (;;) {
      const { state, version, progress, counts } = (await admin.call(seeImport, { params: { id } })).body
      if (told.at(-1) !== progress.done) told.push(progress.done)
      if (!['checking', 'running', 'undoing'].includes(state)) {
        say(
          `  ${state} after ${((performance.now() - from) / 1_000).toFixed(1)} s, told ${told.length} times how far it was`,
        )
        return { state, version, counts, told }
      }
      await new Promise(resolve => setTimeout(resolve, lookEveryMs))
    }
  }

  it(`of ${rows} persons is read, tried, imported and taken back, and says how far it is`, async () => {
    const lines = Array.from(
      { length: rows },
      (_, nth) => `人员${nth},199${String(nth).padStart(8, '0')},${townshipCode(1 + (nth % 3))}`,
    )
    const bytes = ['姓名,手机,区划代码', ...lines].join('\n')
    const beganMs = performance.now()
    const { id, version, sheet, mapping, state } = await readFileOf(admin, {
      kind: 'persons',
      name: '人员.csv',
      bytes,
    })
    say(`  ${rows} rows read in ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`)
    expect(state).toBe('read')

    const params = { id }
    await admin.call(checkImport, { params, body: { version, sheet, mapping } })
    const checked = await followed(id, performance.now())
    await admin.call(runImport, { params, body: { version: checked.version, skipsWrong: false } })
    const done = await followed(id, performance.now())
    expect([done.state, done.counts]).toMatchObject(['done', { fresh: rows, wrong: 0 }])
    expect(done.told.length).toBeGreaterThan(2)
    expect([...done.told].sort((a, b) => a - b)).toEqual(done.told)

    await admin.call(undoImport, { params, body: { version: done.version } })
    expect((await followed(id, performance.now())).state).toBe('undone')
    expect((await admin.call(listPersons, { query: { q: '人员' } })).body.items).toEqual([])
  })
})
