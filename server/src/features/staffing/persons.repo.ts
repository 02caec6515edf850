import { and, asc, gt, inArray, like, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { mobileLooks, persons } from './staffing.tables.ts'

export type PersonRow = typeof persons.$inferSelect

const batch = 1_000

export async function addPersons(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) {
    await tx.orm.insert(persons).values(rows.slice(from, from + batch))
  }
}

export const personsById = (
  { orm }: Pick<Database, 'orm'> | Tx,
  ids: readonly string[],
): Promise<PersonRow[]> =>
  orm
    .select()
    .from(persons)
    .where(inArray(persons.id, [...ids]))

export async function savePerson(tx: Tx, { id, ...changed }: PersonRow): Promise<void> {
  await tx.orm
    .update(persons)
    .set(changed)
    .where(sql`${persons.id} = ${id}`)
}

interface PersonsAsked {
  /** Prefixes of the divisions looked in; empty for all. */
  readonly areas: readonly string[]
  /** The county's own code, whose entries everybody knows. */
  readonly q: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Persons of the divisions whose name holds the words or whose initials begin so, in the order of their ids. */
export function personsIn({ orm }: Pick<Database, 'orm'>, asked: PersonsAsked): Promise<PersonRow[]> {
  const { areas, q, after, limit } = asked
  return orm
    .select()
    .from(persons)
    .where(
      and(
        areas.length > 0 ? or(...areas.map(area => like(persons.areaCode, area))) : undefined,
        q === undefined
          ? undefined
          : or(like(persons.name, `%${escaped(q)}%`), like(persons.initials, `${escaped(q.toLowerCase())}%`)),
        after === undefined ? undefined : gt(persons.id, after),
      ),
    )
    .orderBy(asc(persons.id))
    .limit(limit)
}

export async function addLook(tx: Tx, look: Omit<typeof mobileLooks.$inferInsert, 'id'>): Promise<void> {
  await tx.orm.insert(mobileLooks).values(look)
}
