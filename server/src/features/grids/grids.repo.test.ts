import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutCounty } from '../../../tools/county/cut.ts'
import { readCountySource, taiheFolder } from '../../../tools/county/read.ts'
import { inTx, openDatabase, type Database } from '../../platform/db/index.ts'
import type { County } from './county.ts'
import { hasCounty, loadAreas, saveCounty } from './grids.repo.ts'
import * as tables from './grids.tables.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const source = await readCountySource(taiheFolder)
const county = cutCounty(source.register, source.outline)

let dataDir: string
let database: Database

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'grids-'))
  database = await openDatabase({ dataDir, log: silent })
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson({ ...tables }))
  for (const statement of statements) await database.pool.query(statement)
}, 120_000)

afterAll(async () => {
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

const save = (wanted: County) => inTx(database, tx => saveCounty(tx, wanted))
const versions = async () => {
  const { rows } = await database.pool.query<{ code: string; version: number }>(
    'select code, version from grids',
  )
  return new Map(rows.map(({ code, version }) => [code, version]))
}

describe('a stored county', () => {
  it('is known to be absent before it is stored', async () => {
    expect(await hasCounty(database)).toBe(false)
  })

  it('comes back as it was cut', async () => {
    await save(county)

    const areas = await loadAreas(database)

    expect(await hasCounty(database)).toBe(true)
    expect(areas).toHaveLength(county.divisions.length + county.grids.length)
    const stored = new Map(areas.map(area => [area.code, area]))
    for (const { code, name, population, households, centre, boundary } of [
      ...county.divisions,
      ...county.grids,
    ]) {
      expect(stored.get(code)).toMatchObject({ code, name, population, households, centre, boundary })
    }
  })

  it('keeps the version of what an import does not change', async () => {
    const [first, ...rest] = county.grids
    if (!first) throw new Error('no grids')
    await save(county)
    const before = await versions()

    await save({ ...county, grids: [{ ...first, population: first.population - 1 }, ...rest] })

    const changed = [...(await versions())].filter(([code, version]) => version !== before.get(code))
    expect(changed).toEqual([[first.code, (before.get(first.code) ?? 0) + 1]])
  })

  it('loses what a later register no longer has', async () => {
    const gone = '341222126'
    const kept = <T extends { code: string }>(areas: readonly T[]) =>
      areas.filter(area => !area.code.startsWith(gone))

    await save({ divisions: kept(county.divisions), grids: kept(county.grids) })

    const codes = (await loadAreas(database)).map(area => area.code)
    expect(codes.filter(code => code.startsWith(gone))).toEqual([])
    expect(codes).toHaveLength(kept(county.divisions).length + kept(county.grids).length)
  })
})
