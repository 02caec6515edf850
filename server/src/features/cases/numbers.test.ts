import { instant } from '@shuniu/shared/kernel'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate, openDatabase, type Database } from '../../platform/db/index.ts'
import { caseNumbersOf } from './numbers.ts'

const at = instant('2026-11-24T02:00:00.000Z')
const dayAfter = instant('2026-11-24T18:00:00.000Z')

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

let dataDir: string
let database: Database
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'numbers-'))
  database = await openDatabase({ dataDir, log: silent })
  await migrate(database)
}, 120_000)
afterAll(async () => {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

const serialOf = (number: string) => Number(number.split('-').at(-1))

it('gives out each number once, and takes them in ever larger blocks while many are needed', async () => {
  const numberAt = caseNumbersOf(database, () => '341222')
  let taken = 0
  database.pool.on('acquire', () => (taken += 1))

  const numbers: string[] = []
  for (let n = 0; n < 30; n += 1) {
    numbers.push(...(await Promise.all(Array.from({ length: 32 }, () => numberAt(at)))))
  }

  expect(numbers[0]).toBe('ZZ341222-20261124-0001')
  expect(numbers.map(serialOf)).toEqual(Array.from({ length: 960 }, (_, nth) => nth + 1))
  expect(taken).toBeLessThan(20)
})

it('gives two processes different numbers, and each day its own', async () => {
  const [one, other] = [caseNumbersOf(database, () => '341222'), caseNumbersOf(database, () => '341222')]
  const ask = (numberAt: typeof one, n: number) => Array.from({ length: n }, () => numberAt(dayAfter))

  const numbers = await Promise.all([...ask(one, 70), ...ask(other, 70), ...ask(one, 70)])

  expect(new Set(numbers).size).toBe(210)
  expect(numbers.every(number => number.startsWith('ZZ341222-20261125-'))).toBe(true)
})

it('keeps neither day waiting for the other about midnight', async () => {
  const numberAt = caseNumbersOf(database, () => '341222')
  const [before, after] = [instant('2026-11-25T15:59:59.990Z'), instant('2026-11-25T16:00:00.010Z')]

  let taken = 0
  database.pool.on('acquire', () => (taken += 1))
  const asked = Array.from({ length: 200 }, (_, nth) => numberAt(nth % 2 === 0 ? before : after))
  const numbers = await Promise.all(asked)

  expect(new Set(numbers).size).toBe(200)
  expect(numbers.filter(number => number.includes('-20261126-'))).toHaveLength(100)
  expect(taken).toBeLessThan(12)
})
