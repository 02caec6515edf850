import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { beginSchema } from '../../src/platform/db/index.ts'
import type { Heading, Manifest } from './archive.ts'
import { BackupRefused } from './refused.ts'
import { listedColumns, quoted } from './snapshot.ts'

const heldText = `
  select count(*)::int as held from pg_class
   where relnamespace in (select oid from pg_namespace where nspname in ('public', 'drizzle')) and relkind in ('r', 'p', 'v', 'm', 'S')`

const namesText = `
  select coalesce(string_agg(format('public.%I', relname), ', '), '') as all,
         coalesce(array_agg(relname::text) filter (where relhastriggers), '{}') as triggered
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`

type Entry<Is extends Heading['is']> = Extract<Heading, { is: Is }>

/**
 * Fills an empty database in one transaction. What is in it because a restore was killed is cleared away.
 * Refuses: `backup.databaseNotEmpty`.
 */
export async function loadingInto(client: pg.Client, isOwn: boolean) {
  await client.query('begin')
  if (isOwn) {
    await client.query(
      'drop schema if exists drizzle cascade; drop schema public cascade; create schema public',
    )
  }
  const { rows } = await client.query<{ held: number }>(heldText)
  if (rows[0]?.held !== 0) throw new BackupRefused('backup.databaseNotEmpty')
  let triggered: readonly string[] = []

  return {
    /** The schema as the backup's version had it, empty, with nothing that follows by itself. Refuses: `backup.newer`. */
    async begin({ migrations, partitions, version }: Manifest): Promise<void> {
      if (!(await beginSchema(client, migrations))) throw new BackupRefused('backup.newer', version)
      for (const { parent, name, bound } of partitions) {
        await client.query(
          `create table if not exists public.${quoted(name)} partition of public.${quoted(parent)} ${bound}`,
        )
      }
      const made = await client.query<{ all: string; triggered: string[] }>(namesText)
      triggered = made.rows[0]?.triggered ?? []
      for (const name of triggered)
        await client.query(`alter table public.${quoted(name)} disable trigger user`)
      // What migrations wrote is in the backup as it has become since.
      await client.query(`truncate ${made.rows[0]?.all}`)
    },

    async addRows({ name, columns }: Entry<'table'>, bytes: Readable): Promise<void> {
      const copying = client.query(
        copyFrom(`copy public.${quoted(name)} (${listedColumns(columns)}) from stdin`),
      )
      await pipeline(bytes, copying)
    },

    async setSequence({ name, last, isCalled }: Entry<'sequence'>): Promise<void> {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        `public.${quoted(name)}`,
        last,
        isCalled,
      ])
    },

    /**
     * A stream of its own, so that no console takes what follows for the continuation of what it has; nobody signed in,
     * for a session that ended since must not live again.
     */
    async end(stream: string): Promise<void> {
      for (const name of triggered)
        await client.query(`alter table public.${quoted(name)} enable trigger user`)
      await client.query('update stream set stream = $1, term = term + 1, holder = null, until = null', [
        stream,
      ])
      await client.query('delete from sessions; delete from processes')
      await client.query('commit')
      await client.query('analyze')
    },
  }
}
export type Loading = Awaited<ReturnType<typeof loadingInto>>
