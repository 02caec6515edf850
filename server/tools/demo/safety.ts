import { eq } from 'drizzle-orm'
import { accounts, hashPassword } from '../../src/features/identity/index.ts'
import { inTx, type Database } from '../../src/platform/db/index.ts'
import type { Settings } from '../../src/platform/settings/index.ts'
import { demoPassword, maySay, readDemoStaff, writeDemoAccounts } from './passwords.ts'
import { handedOut } from './staff.ts'

interface Keeping {
  readonly database: Database
  readonly settings: Settings
  readonly shownTownships: readonly string[]
}

/**
 * At every start with a demo county: gives its accounts a new password when the one in use must not be known (the
 * server can now be reached from outside), or is not known any more (the file is gone).
 */
export async function keepDemoSafe({ database, settings, shownTownships }: Keeping): Promise<void> {
  const known = await readDemoStaff(settings.dataDir)
  if (known && maySay(settings, known.password)) return
  const password = demoPassword(settings)
  const passwordHash = await hashPassword(password)
  const staff = await inTx(database, tx =>
    tx.orm.update(accounts).set({ passwordHash }).where(eq(accounts.isDemo, true)).returning({
      id: accounts.id,
      account: accounts.account,
      name: accounts.name,
      role: accounts.role,
      scope: accounts.scope,
      unitId: accounts.unitId,
    }),
  )
  if (staff.length === 0) return
  await writeDemoAccounts(settings.dataDir, { password, staff, handedOut: handedOut(staff, shownTownships) })
}
