import { inTx } from '../../platform/db/index.ts'
import { check } from './checking.commands.ts'
import { importById } from './imports.repo.ts'
import { run } from './running.commands.ts'
import { undo } from './undoing.commands.ts'
import { LostLease, type ImportDeps } from './working.ts'

/** Work that fails so often without getting on is given up, and told as failed. */
const attemptsAtMost = 4

/** An import that nobody works on, now this process's for a minute; undefined when there is none. */
const claimed = ({ database, worker }: ImportDeps, id?: string) =>
  inTx(database, async tx => {
    const [row] = await tx.query<{ id: string; attempts: number }>(
      `update imports set worker = $1, lease_until = now() + interval '60 seconds', attempts = attempts + 1
        where id = (select id from imports
          where state in ('checking', 'running', 'undoing') and (lease_until is null or lease_until < now())
            and ($2::uuid is null or id = $2::uuid)
          order by created_at limit 1 for update skip locked)
        returning id, attempts`,
      [worker, id ?? null],
    )
    return row
  })

/** Files that were being read by a process that is gone, and what has been tried in vain: a run that failed can be undone. */
const giveUp = ({ database, clock }: ImportDeps) =>
  database.pool.query(
    `update imports set state = case state when 'undoing' then 'done' else 'failed' end, version = version + 1, worker = null, lease_until = null, ended_at = $1,
        failure = case state when 'reading' then 'file.cut' else 'import.fault' end
      where (lease_until is null or lease_until < now())
        and (state = 'reading' or state in ('checking', 'running', 'undoing') and attempts >= $2)`,
    [clock.now(), attemptsAtMost],
  )

/** Rows of a file are kept while they may still be needed; the history of imports stays, and so does what undoing needs. */
const forget = ({ database }: ImportDeps) =>
  database.pool.query(
    `delete from import_chunks using imports i where i.id = import_id and i.created_at < now() - interval '30 days'
       and i.state not in ('checking', 'running', 'undoing')`,
  )

const works = { checking: check, running: run, undoing: undo } as const

/** Does one piece of work on imports, whichever process left it; answers how many it did. */
export const importWorkOf = (deps: ImportDeps) => ({
  async work(id?: string): Promise<number> {
    await giveUp(deps)
    const claim = await claimed(deps, id)
    const seen = claim && (await importById(deps.database, claim.id))
    if (!seen) return 0
    const { state } = seen
    if (state !== 'checking' && state !== 'running' && state !== 'undoing') return 1
    try {
      await works[state](deps, seen)
    } catch (cause) {
      if (!(cause instanceof LostLease)) throw cause
    }
    return 1
  },
  async sweep(): Promise<void> {
    await forget(deps)
  },
})
