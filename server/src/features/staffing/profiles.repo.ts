import type { StaffingRule, UnitProfile } from '@shuniu/shared/staffing'
import { asc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { SettingStamp } from '../../platform/commands/index.ts'
import type { StaffingReader } from './appointments.repo.ts'
import { staffingRules, unitProfiles } from './staffing.tables.ts'

export type ProfileRow = typeof unitProfiles.$inferSelect

export const unsaidProfile: UnitProfile = {
  hasInstitution: null,
  headcount: null,
  stationing: null,
  stationingDays: [],
  organs: [],
  lines: [],
  duties: [],
}

export const profileOf = (row: UnitProfile): UnitProfile => ({
  hasInstitution: row.hasInstitution,
  headcount: row.headcount,
  stationing: row.stationing,
  stationingDays: row.stationingDays,
  organs: row.organs,
  lines: row.lines,
  duties: row.duties,
})

const batch = 1_000

export async function addProfiles(tx: Tx, rows: readonly ProfileRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) {
    await tx.orm.insert(unitProfiles).values(rows.slice(from, from + batch))
  }
}

export const profilesOf = ({ orm }: StaffingReader, unitIds: readonly string[]): Promise<ProfileRow[]> =>
  orm
    .select()
    .from(unitProfiles)
    .where(inArray(unitProfiles.unitId, [...unitIds]))

export async function saveProfile(tx: Tx, row: ProfileRow): Promise<void> {
  const { unitId: _, ...set } = row
  await tx.orm.insert(unitProfiles).values(row).onConflictDoUpdate({ target: unitProfiles.unitId, set })
}

export type OwnRule = typeof staffingRules.$inferSelect

export const ownRules = ({ orm }: StaffingReader): Promise<OwnRule[]> =>
  orm.select().from(staffingRules).orderBy(asc(staffingRules.id)).limit(5_000)

export async function addOwnRule(
  tx: Tx,
  rule: StaffingRule & { readonly ground: string },
  stamp: SettingStamp,
): Promise<void> {
  await tx.orm.insert(staffingRules).values({ ...rule, ...stamp })
}

export async function ruleChangedBy(tx: Tx, commandId: string): Promise<string | undefined> {
  const [row] = await tx.orm
    .select({ hash: staffingRules.commandHash })
    .from(staffingRules)
    .where(eq(staffingRules.commandId, commandId))
  return row?.hash
}
