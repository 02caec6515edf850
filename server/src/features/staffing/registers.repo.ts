import { asc, eq, gt, inArray } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { registerOf } from '../../platform/registers/index.ts'
import { terms } from './appointments.repo.ts'
import { appointments, persons } from './staffing.tables.ts'

export const personRegister = registerOf({ table: persons, key: 't.id', keyType: 'uuid', id: 'id' })
export const appointmentRegister = registerOf({
  table: appointments,
  key: 't.id',
  keyType: 'uuid',
  id: 'id',
})

const pageRows = 5_000

/** Pages of rows in the order of their ids, until there are no more. */
async function* pagesOf<Row extends { readonly id: string }>(
  after: (id: string | undefined) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let last: string | undefined
  for (;;) {
    const rows = await after(last)
    if (rows.length > 0) yield rows
    if (rows.length < pageRows) return
    last = rows.at(-1)?.id
  }
}

/** All persons, some thousands at a time, as tables name them. */
export const everyPerson = ({ orm }: Pick<Database, 'orm'>) =>
  pagesOf(id =>
    orm
      .select({
        id: persons.id,
        name: persons.name,
        areaCode: persons.areaCode,
        mobileSealed: persons.mobileSealed,
      })
      .from(persons)
      .where(id === undefined ? undefined : gt(persons.id, id))
      .orderBy(asc(persons.id))
      .limit(pageRows),
  )

/** All appointments, some thousands at a time. */
export const everyAppointment = ({ orm }: Pick<Database, 'orm'>) =>
  pagesOf(id =>
    orm
      .select({ id: appointments.id, ...terms })
      .from(appointments)
      .where(id === undefined ? undefined : gt(appointments.id, id))
      .orderBy(asc(appointments.id))
      .limit(pageRows),
  )

/** Those appointments of some that stand, each with the name of its holder. */
export const namedAppointments = (tx: Tx, ids: readonly string[]) =>
  tx.orm
    .select({ id: appointments.id, post: appointments.post, personName: persons.name })
    .from(appointments)
    .innerJoin(persons, eq(persons.id, appointments.personId))
    .where(inArray(appointments.id, [...ids]))
