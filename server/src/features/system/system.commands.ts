import type { Instant } from '@shuniu/shared/kernel'
import { desc, lt, sql } from 'drizzle-orm'
import { inTx, type Database } from '../../platform/db/index.ts'
import { noteAct } from '../audit/index.ts'
import { backups } from './system.tables.ts'

/** A backup that has ended. */
export interface EndedBackup {
  readonly id: string
  readonly beganAt: Instant
  readonly endedAt: Instant
  /** A user of the server's machine, as `os:<user>`. */
  readonly by: string
  readonly sizeB: number | null
  readonly refusal: string | null
}

interface EndedRestore {
  /** Of the backup that was restored, and when its snapshot was taken. */
  readonly id: string
  readonly takenAt: string
  readonly at: Instant
  readonly by: string
}

const keptAtMost = 100

/** What is written down of backups and restores, by the tools that make them. */
export const systemCommands = ({ database }: { readonly database: Database }) => ({
  noteBackup({ by, ...backup }: EndedBackup): Promise<void> {
    return inTx(database, async tx => {
      await tx.orm.insert(backups).values({ ...backup, madeBy: by })
      const older = tx.orm
        .select({ at: backups.endedAt })
        .from(backups)
        .orderBy(desc(backups.endedAt))
        .offset(keptAtMost - 1)
      await tx.orm.delete(backups).where(lt(backups.endedAt, sql`(${older.limit(1)})`))
      if (backup.refusal !== null) return
      await noteAct(tx, {
        at: backup.endedAt,
        by,
        kind: 'backup.make',
        subject: { id: backup.id, name: backup.endedAt },
      })
    })
  },

  noteRestore({ id, takenAt, at, by }: EndedRestore): Promise<void> {
    return inTx(database, tx =>
      noteAct(tx, { at, by, kind: 'backup.restore', subject: { id, name: takenAt } }),
    )
  },
})
