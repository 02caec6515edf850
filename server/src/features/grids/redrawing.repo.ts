import type { Database, Tx } from '../../platform/db/index.ts'
import { and, asc, eq, inArray, like, sql } from 'drizzle-orm'
import type { Ring } from './county.ts'
import { divisions, gridHeirs, grids } from './grids.tables.ts'
import { middleOf } from './middle.ts'

export type GridRow = typeof grids.$inferSelect

/** A village's own outline and its grids, in the order of their codes. */
export async function gridsOf({ orm }: Pick<Database, 'orm'> | Tx, villageCode: string) {
  const [village] = await orm
    .select({ boundary: divisions.boundary })
    .from(divisions)
    .where(eq(divisions.code, villageCode))
  const rows = await orm
    .select()
    .from(grids)
    .where(eq(grids.villageCode, villageCode))
    .orderBy(asc(grids.code))
  return { boundary: village?.boundary ?? null, grids: rows }
}

/** Codes that grids of a village had and have no more. */
export async function formerGrids(
  { orm }: Pick<Database, 'orm'> | Tx,
  villageCode: string,
): Promise<string[]> {
  const rows = await orm
    .select({ code: gridHeirs.code })
    .from(gridHeirs)
    .where(eq(gridHeirs.villageCode, villageCode))
    .orderBy(asc(gridHeirs.code))
    .limit(999)
  return rows.map(({ code }) => code)
}

interface RedrawnVillage {
  readonly villageCode: string
  readonly boundary: Ring
  /** New grids and changed ones, with their outlines. */
  readonly put: readonly (Pick<GridRow, 'code' | 'name' | 'population' | 'households' | 'specialKind'> & {
    readonly boundary: Ring
  })[]
  readonly ceased: readonly { readonly code: string; readonly name: string; readonly heirCode: string }[]
  readonly day: string
}

/** Writes the grids of a village as they are drawn anew, with the sums of the divisions above and the heirs of those that cease. */
export async function redrawVillage(tx: Tx, village: RedrawnVillage): Promise<void> {
  const { villageCode, boundary, put, ceased, day } = village
  await tx.orm.update(divisions).set({ boundary }).where(eq(divisions.code, villageCode))
  for (const { code, ...grid } of put) {
    const [centreLon, centreLat] = middleOf(grid.boundary)
    const drawn = { ...grid, centreLon, centreLat }
    const own = { code, villageCode, townshipCode: villageCode.slice(0, 9), serial: Number(code.slice(12)) }
    await tx.orm
      .insert(grids)
      .values({ ...own, ...drawn, version: 1 })
      .onConflictDoUpdate({ target: grids.code, set: { ...drawn, version: sql`${grids.version} + 1` } })
  }
  for (const { code, name, heirCode } of ceased) {
    await tx.orm.update(gridHeirs).set({ heirCode }).where(eq(gridHeirs.heirCode, code))
    await tx.orm.insert(gridHeirs).values({ code, name, villageCode, heirCode, ceasedOn: day })
  }
  const codes = ceased.map(({ code }) => code)
  if (codes.length > 0) {
    await tx.orm.delete(grids).where(and(inArray(grids.code, codes), eq(grids.villageCode, villageCode)))
  }
  await sumUp(tx, villageCode)
}

/** People and households of the village and what it lies in are the sums of their grids. */
async function sumUp(tx: Tx, villageCode: string): Promise<void> {
  for (const digits of [12, 9, 6]) {
    const code = villageCode.slice(0, digits)
    const within = like(grids.code, `${code}%`)
    const [sums] = await tx.orm
      .select({
        population: sql<number>`coalesce(sum(${grids.population}), 0)::int`,
        households: sql<number>`coalesce(sum(${grids.households}), 0)::int`,
      })
      .from(grids)
      .where(within)
    if (sums) {
      await tx.orm
        .update(divisions)
        .set({ ...sums, version: sql`${divisions.version} + 1` })
        .where(eq(divisions.code, code))
    }
  }
}
