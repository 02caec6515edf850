import type { Connections } from '@shuniu/server/platform/db'
import { until } from './watcher.ts'

/** Waits until every fact that was committed has its place in the stream. */
export const allNumbered = ({ pool }: Pick<Connections, 'pool'>): Promise<void> =>
  until('all is numbered', async () => {
    const { rows } = await pool.query('select 1 from outbox where seq is null')
    return rows.length === 0
  })
