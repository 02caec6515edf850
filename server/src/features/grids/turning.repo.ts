import type { Day } from '@shuniu/shared/calendar'
import { bookOf, parentOf, presentOf, type FormerDivision } from '@shuniu/shared/grids'
import { asc } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { movesAsArrays, type MovedCode } from '../../platform/registers/index.ts'
import type { Ring } from './county.ts'
import { initialsOf } from './grids.repo.ts'
import { formerDivisions, gridHeirs } from './grids.tables.ts'
import { wholeOf } from './outlines.ts'
import { areaNames } from './registers.repo.ts'

/** What is written of a turn in the county's divisions. */
export interface DivisionTurn {
  readonly actId: string
  /** What is so no more. */
  readonly former: readonly FormerDivision[]
  readonly moves: readonly MovedCode[]
  /** What stands from now on, new or under another name. */
  readonly standing: ReadonlyMap<string, string>
  readonly ended: readonly string[]
}

/** What acts have changed, in their order. */
export async function changedByActs({ orm }: Pick<Database, 'orm'> | Tx): Promise<FormerDivision[]> {
  const rows = await orm.select().from(formerDivisions).orderBy(asc(formerDivisions.id))
  return rows.map(({ code, name, untilDay, heirs }) => ({ code, name, until: untilDay, heirs }))
}

/** What was: changed by acts, in their order, and the grids that a village drawn anew has no more. */
export async function formerDivisionsIn(database: Pick<Database, 'orm'> | Tx): Promise<FormerDivision[]> {
  const byActs = await changedByActs(database)
  const known = new Set(byActs.map(({ code }) => code))
  const drawn = await database.orm
    .select()
    .from(gridHeirs)
    .orderBy(asc(gridHeirs.ceasedOn), asc(gridHeirs.code))
  const ceased = drawn.filter(({ code }) => !known.has(code))
  return [
    ...ceased.map(({ code, name, ceasedOn, heirCode }) => ({
      code,
      name,
      until: ceasedOn,
      heirs: [heirCode],
    })),
    ...byActs,
  ]
}

/** Codes that acts have ended, with what stands in their place today; empty where nothing does. */
export async function endedCodes(
  database: Pick<Database, 'orm' | 'pool'>,
): Promise<ReadonlyMap<string, string>> {
  const [names, former] = [await areaNames(database), await formerDivisionsIn(database)]
  const book = bookOf(former, code => names.get(code))
  const ended = former.filter(({ code }) => !names.has(code))
  return new Map(ended.map(({ code }) => [code, presentOf(book, code) ?? '']))
}

/** The names of what stands, parents before children, and what was. */
export async function countyDivisions(tx: Tx) {
  const rows = await tx.query<{ code: string; name: string }>(
    `select code, name from (select code, name from divisions union all select code, name from grids) as areas
      order by length(code), code`,
  )
  return {
    standing: new Map(rows.map(({ code, name }) => [code, name])),
    former: await formerDivisionsIn(tx),
  }
}

/**
 * Writes a turn: rows keep what is known of them under their new codes, what became part of another adds its people to it,
 * and outlines follow where those of all children are known and make one.
 */
export async function turnDivisions(tx: Tx, turn: DivisionTurn): Promise<void> {
  await noteFormer(tx, turn)
  await moveDivisions(tx, turn)
  await moveGrids(tx, turn)
  await noteHeirs(tx, turn)
  await tx.query('delete from divisions where code = any($1::text[])', [turn.ended])
  await nameDivisions(tx, turn.standing)
  await sumUp(tx, turn)
}

const noteFormer = (tx: Tx, { actId, former }: DivisionTurn) =>
  tx.orm.insert(formerDivisions).values(
    former.map(({ code, name, until, heirs }) => ({
      code,
      name,
      untilDay: until satisfies Day,
      heirs: [...heirs],
      actId,
    })),
  )

/** Whatever leaves to the heir of a grid finds it: numbers that were given out are not given to grids drawn anew. */
async function noteHeirs(tx: Tx, { former, moves }: DivisionTurn): Promise<void> {
  await tx.query(
    `update grid_heirs t set heir_code = moved.next from ${moved} where t.heir_code = moved.former`,
    movesAsArrays(moves),
  )
  const ceased = former.filter(
    ({ code, heirs }) => code.length === 15 && !heirs.includes(code) && heirs.length > 0,
  )
  if (ceased.length === 0) return
  await tx.orm
    .insert(gridHeirs)
    .values(
      ceased.map(({ code, name, until, heirs: [heirCode = ''] }) => ({
        code,
        name,
        villageCode: code.slice(0, 12),
        heirCode,
        ceasedOn: until,
      })),
    )
    .onConflictDoNothing()
}

const moved = 'unnest($1::text[], $2::text[]) as moved(former, next)'

/** Divisions stand under their new codes beside the former ones, until what lies in these has left. */
async function moveDivisions(tx: Tx, { moves, standing }: DivisionTurn): Promise<void> {
  await tx.query(
    `insert into divisions (code, level, parent_code, initials, name, population, households, centre_lon,
                            centre_lat, boundary, version, synthetic)
     select moved.next, level, left(moved.next, -3), initials, name, population, households, centre_lon,
            centre_lat, boundary, version + 1, synthetic
       from divisions d join ${moved} on moved.former = d.code on conflict (code) do nothing`,
    movesAsArrays(moves),
  )
  // Parts that no division has become.
  const fresh = [...standing].filter(([code]) => code.length < 15)
  await tx.query(
    `insert into divisions (code, level, parent_code, initials, name, population, households, version, synthetic)
     select code, case length(code) when 9 then 'township' else 'village' end, left(code, -3), '', name, 0, 0, 1, false
       from unnest($1::text[], $2::text[]) as part(code, name) where length(code) > 6
     on conflict (code) do nothing`,
    [fresh.map(([code]) => code), fresh.map(([, name]) => name)],
  )
}

async function moveGrids(tx: Tx, { moves, standing, ended }: DivisionTurn): Promise<void> {
  await mergeGrids(tx, moves, standing)
  const renumbered = moves.filter(({ to }) => standing.has(to))
  await tx.query(
    `update grids t set code = moved.next, village_code = left(moved.next, 12), township_code = left(moved.next, 9),
                        serial = right(moved.next, 3)::smallint, version = t.version + 1
       from ${moved} where t.code = moved.former`,
    movesAsArrays(renumbered),
  )
  await tx.query('delete from grids where code = any($1::text[])', [ended])
  const named = [...standing].filter(([code]) => code.length === 15)
  await tx.query(
    `insert into grids (code, village_code, township_code, serial, name, population, households, version)
     select code, left(code, 12), left(code, 9), right(code, 3)::smallint, name, 0, 0, 1
       from unnest($1::text[], $2::text[]) as part(code, name)
     on conflict (code) do update set name = excluded.name, version = grids.version + 1
      where grids.name <> excluded.name`,
    [named.map(([code]) => code), named.map(([, name]) => name)],
  )
}

/** A grid that becomes part of another gives it its people, and its outline where both make one. */
async function mergeGrids(
  tx: Tx,
  moves: readonly MovedCode[],
  standing: ReadonlyMap<string, string>,
): Promise<void> {
  const merging = moves.filter(({ to }) => to.length === 15 && !standing.has(to))
  for (const { from, to } of merging) {
    const rows = await tx.query<{ boundary: Ring | null }>(
      'select boundary from grids where code = any($1::text[])',
      [[from, to]],
    )
    const whole = wholeOf(rows.map(({ boundary }) => boundary))
    await tx.query(
      `update grids t set population = t.population + part.population, households = t.households + part.households,
                          boundary = coalesce($3::jsonb, t.boundary), version = t.version + 1
         from grids part where part.code = $1 and t.code = $2`,
      [from, to, whole === undefined ? null : JSON.stringify(whole)],
    )
  }
}

async function nameDivisions(tx: Tx, standing: ReadonlyMap<string, string>): Promise<void> {
  const named = [...standing].filter(([code]) => code.length < 15)
  await tx.query(
    `update divisions t set name = named.name, initials = named.initials, version = t.version + 1
       from unnest($1::text[], $2::text[], $3::text[]) as named(code, name, initials)
      where t.code = named.code and (t.name, t.initials) is distinct from (named.name, named.initials)`,
    [named.map(([code]) => code), named.map(([, name]) => name), named.map(([, name]) => initialsOf(name))],
  )
}

/** The divisions that others came to or left, villages first: people and outlines are those of what lies in them. */
async function sumUp(tx: Tx, { moves, standing, ended }: DivisionTurn): Promise<void> {
  const isEnded = new Set(ended)
  const changed = [...moves.flatMap(({ from, to }) => [from, to]), ...standing.keys()]
  const above = [...changed, ...changed.flatMap(code => parentOf(code) ?? [])]
  const divisions = [...new Set(above)].filter(
    code => code.length > 6 && code.length < 15 && !isEnded.has(code),
  )
  for (const code of divisions.sort((a, b) => b.length - a.length)) await sumOf(tx, code)
}

async function sumOf(tx: Tx, code: string): Promise<void> {
  const children = await tx.query<Summed>(
    code.length === 12
      ? `select ${summed} from grids where village_code = $1`
      : `select ${summed} from divisions where parent_code = $1`,
    [code],
  )
  if (children.length === 0) return
  const sum = (of: 'population' | 'households') => children.reduce((n, child) => n + child[of], 0)
  const whole = wholeOf(children.map(({ boundary }) => boundary))
  await tx.query(
    `update divisions set population = $2, households = $3, boundary = coalesce($4::jsonb, boundary),
            centre_lon = coalesce(centre_lon, $5), centre_lat = coalesce(centre_lat, $6), version = version + 1
      where code = $1`,
    [
      code,
      sum('population'),
      sum('households'),
      whole === undefined ? null : JSON.stringify(whole),
      children.find(({ lon }) => lon !== null)?.lon ?? null,
      children.find(({ lat }) => lat !== null)?.lat ?? null,
    ],
  )
}

interface Summed {
  readonly population: number
  readonly households: number
  readonly boundary: Ring | null
  readonly lon: number | null
  readonly lat: number | null
}

const summed = 'population, households, boundary, centre_lon as lon, centre_lat as lat'
