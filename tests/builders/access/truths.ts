import type { Database } from '@shuniu/server/platform/db'
import { isOpen, type CaseStatus } from '@shuniu/shared/cases'
import type { Situation } from './situations.ts'
import type { Truth } from './law.ts'

type TruthRow = Omit<Truth, 'isOpen' | 'isOwnName'> & {
  readonly id: string
  readonly version: number
  readonly status: CaseStatus
}

/** How the cases stood at each version that facts told of, by `id@version`; the last of each is how it stands. */
export async function truthsOf(
  { pool }: Pick<Database, 'pool'>,
  situations: readonly Situation[],
): Promise<ReadonlyMap<string, Truth>> {
  const { rows } = await pool.query<{ body: TruthRow }>(
    `select body from outbox where name like 'case.%' and body ->> 'id' = any($1) order by id`,
    [situations.map(({ id }) => id)],
  )
  const truths = new Map<string, Truth>()
  for (const { body } of rows) {
    const isOwnName = situations.some(one => one.id === body.id && one.isOwnName)
    const truth = { ...body, isOpen: isOpen(body.status), isOwnName }
    truths.set(`${body.id}@${body.version}`, truth)
    truths.set(body.id, truth)
  }
  return truths
}
