import type { UnitView } from '@shuniu/shared/centres'
import type { Database, Tx } from '../../platform/db/index.ts'
import { moveCodes, movesAsArrays, registerOf, type MovedCode } from '../../platform/registers/index.ts'
import { units } from './centres.tables.ts'

/** What a unit is known by outside: its division and its name there. */
export const unitKeyOf = ({ areaCode, name }: { areaCode: string; name: string }): string =>
  `${areaCode} ${name}`

export const unitRegister = registerOf({ table: units, key: `t.area_code || ' ' || t.name`, id: 'id' })

/** A unit as tables name it: by its name, and a centre by its division too. */
export type NamedUnit = Pick<UnitView, 'id' | 'kind' | 'areaCode'>

/** The units of a division, of the county where that is empty, by their names, which several may share. */
export async function unitsNamed(
  { pool }: Pick<Database, 'pool'>,
  scope: string,
): Promise<ReadonlyMap<string, readonly NamedUnit[]>> {
  const { rows } = await pool.query<NamedUnit & { name: string }>(
    'select id, kind, area_code as "areaCode", name from units where starts_with(area_code, $1)',
    [scope],
  )
  const byName = new Map<string, NamedUnit[]>()
  for (const { name, ...unit } of rows) {
    const alike = byName.get(name)
    if (alike) alike.push(unit)
    else byName.set(name, [unit])
  }
  return byName
}

/** The names of units that belong to some of these divisions, at most `limit`. */
export async function unitsIn(tx: Tx, codes: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    'select name from units where area_code = any($1::text[]) order by name limit $2',
    [codes, limit],
  )
  return rows.map(({ name }) => name)
}

/**
 * Units go along with their division. Where that has a centre of its own, the one that comes keeps its people and cases
 * and is the centre no more: what is new goes to the other.
 */
export async function moveUnits(tx: Tx, moves: readonly MovedCode[]): Promise<void> {
  await tx.query(
    `update units t set successor_id = heir.id, version = t.version + 1
       from unnest($1::text[], $2::text[]) as moved(former, next)
       join units heir on heir.area_code = moved.next and heir.kind = 'centre' and heir.successor_id is null
      where t.area_code = moved.former and t.kind = 'centre' and t.successor_id is null`,
    movesAsArrays(moves),
  )
  await moveCodes(tx, moves, { column: units.areaCode, also: { version: 't.version + 1' } })
}

/** How many units belong to some of these divisions. */
export async function countUnitsIn(tx: Tx, codes: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from units where area_code = any($1::text[])',
    [codes],
  )
  return row?.n ?? 0
}
