import { standardPlaybooks, type PlaybookEdition } from '@shuniu/shared/cases'
import type { Platform } from '../../../platform/feature/index.ts'
import { jobOf } from '../../../platform/jobs/index.ts'
import { readEditions } from './playbooks.queries.ts'

/** What another process said may hold from today on: it is read soon. */
const rereadMs = 5_000

/** The county's playbooks as this process knows them. */
export interface KeptPlaybooks {
  readonly editions: () => readonly PlaybookEdition[]
  readonly reread: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function keptPlaybooksOf({ database, log }: Pick<Platform, 'database' | 'log'>): KeptPlaybooks {
  let editions: readonly PlaybookEdition[] = standardPlaybooks
  const reread = async (): Promise<void> => void (editions = await readEditions(database))
  const rereading = jobOf(reread, { name: 'playbooks.reread', everyMs: rereadMs, log })
  return {
    editions: () => editions,
    reread,
    start: async () => {
      await reread()
      rereading.start()
    },
    stop: () => rereading.stop(),
  }
}
