import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import type pg from 'pg'
import { BackupRefused } from './refused.ts'

/** A table whose rows are copied, with the columns that are stored. */
interface CopiedTable {
  readonly name: string
  readonly columns: string[]
}

interface TablePartition {
  readonly parent: string
  readonly name: string
  readonly bound: string
}

interface SequenceState {
  readonly name: string
  readonly last: string
  readonly isCalled: boolean
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const listedColumns = (columns: readonly string[]): string => columns.map(quoted).join(', ')

/** Of a partitioned table the whole is copied, not its parts. */
const tablesText = `
  select c.relname as name,
         array_agg(a.attname::text order by a.attnum) as columns,
         (select coalesce(array_agg(distinct r.relname::text), '{}') from pg_constraint k join pg_class r on r.oid = k.confrelid
           where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as leans
    from pg_class c join pg_attribute a on a.attrelid = c.oid
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   group by c.oid order by c.relname`

const partitionsText = `
  select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relispartition order by c.relname`

interface LeaningTable extends CopiedTable {
  /** Tables whose rows its own name. */
  readonly leans: readonly string[]
}

/** The tables in an order in which each finds the rows that its own name. */
function inOrderOfLeaning(tables: readonly LeaningTable[]): CopiedTable[] {
  const ordered: CopiedTable[] = []
  const taken = new Set<string>()
  let left = tables
  while (left.length > 0) {
    const free = left.filter(({ leans }) => leans.every(name => taken.has(name)))
    if (free.length === 0)
      throw new Error(`tables lean on each other: ${left.map(({ name }) => name).join(', ')}`)
    for (const { name, columns } of free) {
      ordered.push({ name, columns })
      taken.add(name)
    }
    left = left.filter(({ name }) => !taken.has(name))
  }
  return ordered
}

/**
 * The database as it stood in one moment, however long it is read: one transaction, repeatable read, read only. It holds
 * nobody up; while it lives, the database only keeps the versions of rows that it may still read.
 */
export async function snapshotOn(client: pg.Client) {
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ at: Date; has: boolean }>(
    `select now() as at, to_regclass('drizzle.__drizzle_migrations') is not null as has`,
  )
  const [begun] = rows
  if (!begun?.has) throw new BackupRefused('backup.noSchema')

  return {
    at: begun.at.toISOString(),

    async migrations(): Promise<string[]> {
      const found = await client.query<{ hash: string }>(
        'select hash from drizzle.__drizzle_migrations order by created_at',
      )
      return found.rows.map(({ hash }) => hash)
    },

    tables: async (): Promise<CopiedTable[]> =>
      inOrderOfLeaning((await client.query<LeaningTable>(tablesText)).rows),

    partitions: async (): Promise<TablePartition[]> =>
      (await client.query<TablePartition>(partitionsText)).rows,

    rowsOf: ({ name, columns }: CopiedTable): Readable =>
      client.query(copyTo(`copy (select ${listedColumns(columns)} from public.${quoted(name)}) to stdout`)),

    /** They belong to no snapshot and only grow: read after the rows, each is past every number in them. */
    async sequences(): Promise<SequenceState[]> {
      const named = await client.query<{ name: string }>(
        `select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1`,
      )
      const states: SequenceState[] = []
      for (const { name } of named.rows) {
        const state = await client.query<Omit<SequenceState, 'name'>>(
          `select last_value::text as last, is_called as "isCalled" from public.${quoted(name)}`,
        )
        states.push(...state.rows.map(row => ({ name, ...row })))
      }
      return states
    },

    /** The files that reports and cases name, some at a time in the order of their ids. */
    async *uploads(): AsyncGenerator<{
      readonly id: string
      readonly isSettled: boolean
      readonly isKept: boolean
    }> {
      const atOnce = 1_000
      let after = '00000000-0000-0000-0000-000000000000'
      for (;;) {
        const some = await client.query<{ id: string; isSettled: boolean; isKept: boolean }>(
          `select id, completed_at is not null as "isSettled", completed_at is not null and rejected is null as "isKept"
             from uploads where id > $1 and size_b is not null order by id limit $2`,
          [after, atOnce],
        )
        yield* some.rows
        const last = some.rows.at(-1)
        if (!last || some.rows.length < atOnce) return
        after = last.id
      }
    },

    async end(): Promise<void> {
      await client.query('commit')
    },
  }
}
export type Snapshot = Awaited<ReturnType<typeof snapshotOn>>
