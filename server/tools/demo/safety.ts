import type { Clock } from '@shuniu/shared/kernel'
import { hashPassword, opensDemo, renewDemoPassword } from '../../src/features/identity/index.ts'
import { inTx, type Database } from '../../src/platform/db/index.ts'
import { isPrivate, type Settings } from '../../src/platform/settings/index.ts'
import { demoPassword, knownPassword, readDemoStaff, writeDemoAccounts } from './passwords.ts'
import { handedOut } from './staff.ts'

interface DemoSafetyDeps {
  readonly database: Database
  readonly settings: Settings
  readonly clock: Clock
  readonly shownTownships: readonly string[]
}

/** Whether the password in use may stay: it is still known to us, and not to everybody where everybody can come. */
async function maySay({ database, settings }: DemoSafetyDeps): Promise<boolean> {
  const known = await readDemoStaff(settings.dataDir)
  if (!known) return false
  if (isPrivate(settings)) return true
  // Another server on this database may have given the accounts the known password again.
  return known.password !== knownPassword && !(await opensDemo(database, knownPassword))
}

/**
 * At every start with a demo county: gives its accounts a new password when the one in use must not be known (the
 * server can now be reached from outside), or is not known any more (the file is gone). Their sessions end with it.
 */
export async function keepDemoSafe(keeping: DemoSafetyDeps): Promise<void> {
  if (await maySay(keeping)) return
  const { database, settings, clock, shownTownships } = keeping
  const password = demoPassword(settings)
  const made = { passwordHash: await hashPassword(password), at: clock.now() }
  const staff = await inTx(database, tx => renewDemoPassword(tx, made))
  if (staff.length === 0) return
  await writeDemoAccounts(settings.dataDir, { password, staff, handedOut: handedOut(staff, shownTownships) })
}
