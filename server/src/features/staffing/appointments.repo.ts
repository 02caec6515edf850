import type { Day } from '@shuniu/shared/calendar'
import type { Appointment, AppointmentView } from '@shuniu/shared/staffing'
import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { appointments, persons } from './staffing.tables.ts'

export type AppointmentRow = typeof appointments.$inferSelect

export type StaffingReader = Pick<Database, 'orm'> | Tx

/** More than a county of the largest kind has; beyond it nothing is read. */
const mostHeld = 50_000
/** So many of one unit or person are told, the newest first. */
const mostTold = 300
const batch = 1_000

export async function addAppointments(tx: Tx, rows: readonly AppointmentRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) {
    await tx.orm.insert(appointments).values(rows.slice(from, from + batch))
  }
}

export const terms = {
  personId: appointments.personId,
  unitId: appointments.unitId,
  post: appointments.post,
  manner: appointments.manner,
  from: appointments.fromDay,
  to: appointments.toDay,
}

/** An appointment under its id. */
export type KnownAppointment = Appointment & { readonly id: string }

/** An appointment with the name of its holder. */
export type NamedAppointment = Appointment & { readonly personName: string }

/** Those at the units that hold on a day. */
export function heldAt(
  { orm }: StaffingReader,
  unitIds: readonly string[],
  day: Day,
): Promise<NamedAppointment[]> {
  return orm
    .select({ ...terms, personName: persons.name })
    .from(appointments)
    .innerJoin(persons, eq(persons.id, appointments.personId))
    .where(
      and(
        inArray(appointments.unitId, [...unitIds]),
        lte(appointments.fromDay, day),
        or(isNull(appointments.toDay), gte(appointments.toDay, day)),
      ),
    )
    .limit(mostHeld)
}

/** The units at which anybody holds a post on a day. */
export async function staffedUnits({ orm }: StaffingReader, day: Day): Promise<ReadonlySet<string>> {
  const rows = await orm
    .selectDistinct({ unitId: appointments.unitId })
    .from(appointments)
    .where(and(lte(appointments.fromDay, day), or(isNull(appointments.toDay), gte(appointments.toDay, day))))
    .limit(mostHeld)
  return new Set(rows.map(({ unitId }) => unitId))
}

/** All that persons hold, held or will, and all of units: what new appointments are judged beside. */
export function rivalsOf(
  tx: Tx,
  { personIds, unitIds }: { readonly personIds: readonly string[]; readonly unitIds: readonly string[] },
): Promise<KnownAppointment[]> {
  const rival = or(
    inArray(appointments.personId, [...new Set(personIds)]),
    inArray(appointments.unitId, [...new Set(unitIds)]),
  )
  return tx.orm
    .select({ id: appointments.id, ...terms })
    .from(appointments)
    .where(rival)
    .limit(mostHeld)
}

const whole = {
  id: appointments.id,
  ...terms,
  personName: persons.name,
  reason: appointments.reason,
  madeBy: appointments.madeBy,
  madeAt: appointments.madeAt,
  endedBy: appointments.endedBy,
  endReason: appointments.endReason,
  version: appointments.version,
}

/** Everything told of a unit's posts, the newest first. */
export function appointmentsAt({ orm }: StaffingReader, unitId: string): Promise<AppointmentView[]> {
  return orm
    .select(whole)
    .from(appointments)
    .innerJoin(persons, eq(persons.id, appointments.personId))
    .where(eq(appointments.unitId, unitId))
    .orderBy(desc(appointments.fromDay), desc(appointments.id))
    .limit(mostTold)
}

export async function appointmentById(tx: Tx, id: string): Promise<AppointmentRow | undefined> {
  const [row] = await tx.orm.select().from(appointments).where(eq(appointments.id, id)).limit(1)
  return row
}

export async function appointmentView({ orm }: StaffingReader, id: string): Promise<AppointmentView> {
  const [row] = await orm
    .select(whole)
    .from(appointments)
    .innerJoin(persons, eq(persons.id, appointments.personId))
    .where(eq(appointments.id, id))
  if (!row) throw new Error(`appointment ${id} was not written`)
  return row
}

export async function saveEnd(
  tx: Tx,
  id: string,
  ended: Pick<AppointmentRow, 'toDay' | 'endedBy' | 'endedAt' | 'endReason' | 'endId' | 'version'>,
): Promise<void> {
  await tx.orm.update(appointments).set(ended).where(eq(appointments.id, id))
}

/** Two who change who stands where do it one after the other. */
export const lockStaffing = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310602)')
