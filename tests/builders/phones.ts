import { secretsOf } from '@shuniu/server/platform/secrets'
import type { RunningApp } from './app.ts'
import { accountId } from './staff.ts'

/** Gives people of the test county numbers, sealed as the server seals them. */
export async function givePhones(
  { database, settings }: Pick<RunningApp, 'database' | 'settings'>,
  phones: Readonly<Record<string, string>>,
): Promise<void> {
  const { seal } = secretsOf(settings)
  for (const [account, phone] of Object.entries(phones)) {
    await database.pool.query('update accounts set phone_sealed = $2 where id = $1', [
      accountId(account),
      seal(phone),
    ])
  }
}
