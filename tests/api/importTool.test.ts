import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { listImports } from '@shuniu/shared/imports'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode, villageCode } from '../builders/county.ts'
import { settled } from '../builders/imports.ts'
import { programArgs } from '../builders/programs.ts'

let running: RunningApp
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shuniu-import-test-'))
  running = await startApp({ settings: { dataDir } })
}, 60_000)
afterAll(async () => {
  await running.drop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

/** Starts the program as its own process, beside the living server. */
function started(...words: string[]) {
  const env = { ...process.env, DATABASE_URL: running.database.url, DATA_DIR: dataDir }
  return spawn(process.execPath, [...programArgs('import'), ...words], { env })
}
async function imported(...words: string[]): Promise<{ code: unknown; said: string; complaint: string }> {
  const child = started(...words)
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code, said, complaint }
}

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(dataDir, name)
  await writeFile(path, lines.join('\n'))
  return path
}

const populationOf = async (code: string): Promise<number | undefined> => {
  const { rows } = await running.database.pool.query<{ population: number }>(
    'select population from grids where code = $1',
    [code],
  )
  return rows[0]?.population
}

it(
  'tries a file without a change, then imports it, and finds the same again unchanged',
  { timeout: 120_000 },
  async () => {
    const path = await file('网格.csv', ['网格编码,网格名称,人口', `${gridCode(1, 1, 1)},甲,433`])

    const trial = await imported(path, '--dry-run')
    expect([trial.code, await populationOf(gridCode(1, 1, 1))]).toEqual([0, 400])
    expect(trial.said).toContain('新增 0、变更 1、相同 0、错误 0')

    const done = await imported(path)
    expect([done.code, await populationOf(gridCode(1, 1, 1))]).toEqual([0, 433])
    expect((await imported(path)).said).toContain('无需导入')
  },
)

it(
  'imports nothing where rows are wrong, says which, and writes a marked copy; with --skip-wrong the rest',
  { timeout: 120_000 },
  async () => {
    const path = await file('网格表.csv', [
      '网格编码,网格名称,人口',
      `${gridCode(1, 1, 2)},乙,434`,
      '341222999999001,丙,1',
    ])

    const refused = await imported(path)
    expect([refused.code, await populationOf(gridCode(1, 1, 2))]).toEqual([1, 400])
    expect(refused.said).toContain('第 3 行 网格编码：名录中没有这个代码')
    expect((await stat(`${path}.标注.xlsx`)).size).toBeGreaterThan(0)

    const skipping = await imported(path, '--skip-wrong')
    expect([skipping.code, await populationOf(gridCode(1, 1, 2))]).toEqual([1, 434])
  },
)

it('says how it is used', { timeout: 60_000 }, async () => {
  const wrong = await imported()
  expect([wrong.code, wrong.complaint.split('\n')[0]]).toEqual([2, '没有写要导入的文件'])
  expect((await imported('--help')).said).toContain('--dry-run')
})

it('killed in the middle, is finished by the server, with every row once', { timeout: 180_000 }, async () => {
  const codes = Array.from(
    { length: 6_000 },
    (_, n) =>
      `${villageCode(1 + (n % 3), 1 + (Math.floor(n / 3) % 4))}${String(3 + Math.floor(n / 12)).padStart(3, '0')}`,
  )
  const path = await file('网格多.csv', [
    '网格编码,网格名称',
    ...codes.map((code, n) => `${code},第${n}网格`),
  ])
  const child = started(path)
  const gone = once(child, 'close')
  const progress = () =>
    running.database.pool.query<{ id: string; done: number }>(
      "select id, done from imports where state = 'running' and done between 2 and 9",
    )
  await expect.poll(async () => (await progress()).rowCount, { timeout: 90_000, interval: 5 }).toBe(1)
  child.kill('SIGKILL')
  await gone
  const { rows } = await running.database.pool.query<{ id: string; state: string }>(
    "update imports set lease_until = now() where file_name = '网格多.csv' returning id, state",
  )
  expect(rows.map(({ state }) => state)).toEqual(['running'])

  const admin = await running.signIn('county.admin')
  const done = await settled(admin, rows[0]?.id ?? '')

  expect([done.state, done.counts?.fresh, done.counts?.wrong]).toEqual(['done', codes.length, 0])
  const listed = await admin.call(listImports, { query: {} })
  expect(listed.body.items[0]?.fileName).toBe('网格多.csv')
  const changes = await running.database.pool.query(
    'select count(*)::int as n, count(distinct key)::int as keys from imported_changes where import_id = $1',
    [done.id],
  )
  expect(changes.rows).toEqual([{ n: codes.length, keys: codes.length }])
})
