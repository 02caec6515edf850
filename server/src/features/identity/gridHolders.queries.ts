import type { Instant } from '@shuniu/shared/kernel'
import type { Database } from '../../platform/db/index.ts'

/** An account in use that a grid belongs to. */
export interface GridAccount {
  readonly gridCode: string
  readonly accountId: string
  /** Whose it is. */
  readonly name: string
  /** Days since it was signed in on any device, or was made; whole ones until the moment asked for. */
  readonly quietDays: number
}

/** Who has the grids under a division: the accounts of their members that are not disabled. */
export async function gridAccountsUnder(
  { pool }: Pick<Database, 'pool'>,
  code: string,
  at: Instant,
): Promise<GridAccount[]> {
  const { rows } = await pool.query<GridAccount>({
    name: 'grid accounts',
    text: `select a.scope as "gridCode", a.id as "accountId", a.name,
                  floor(extract(epoch from $2::timestamptz - greatest(a.created_at, max(d.last_used_at))) / 86400)::int as "quietDays"
             from accounts a left join devices d on d.account_id = a.id
            where a.role = 'gridMember' and a.disabled_at is null and a.scope like $1 || '%'
            group by a.id`,
    values: [code, at],
  })
  return rows
}
