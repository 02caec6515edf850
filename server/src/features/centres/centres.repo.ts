import type { UnitView } from '@shuniu/shared/centres'
import { isNotNull } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { units } from './centres.tables.ts'

export async function allUnits({ orm }: Pick<Database, 'orm'>): Promise<UnitView[]> {
  return orm
    .select({
      id: units.id,
      name: units.name,
      kind: units.kind,
      areaCode: units.areaCode,
      initials: units.initials,
      phone: units.phone,
    })
    .from(units)
    .orderBy(units.areaCode, units.kind, units.id)
}

/** Centres whose division was merged into that of another: they are units there, and its centre no more. */
export async function formerCentres({ orm }: Pick<Database, 'orm'>): Promise<ReadonlySet<string>> {
  const rows = await orm.select({ id: units.id }).from(units).where(isNotNull(units.successorId))
  return new Set(rows.map(({ id }) => id))
}

const batch = 1_000

/** Adds units, as an import or a test county brings them. */
export async function addUnits(tx: Tx, views: readonly UnitView[]): Promise<void> {
  for (let from = 0; from < views.length; from += batch) {
    await tx.orm.insert(units).values(views.slice(from, from + batch))
  }
}
