import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closed } from '@shuniu/shared/kernel'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { isPrivate, type Settings } from '../../src/platform/settings/index.ts'
import type { HeldPost } from './staff.ts'

/** The password of the demo on a machine that nobody else can reach. */
export const knownPassword = 'shuniu-demo-2026'

const DemoStaff = closed({
  password: Type.String(),
  accounts: Type.Array(closed({ account: Type.String(), role: Type.String(), scope: Type.String() })),
})
type DemoStaff = Static<typeof DemoStaff>

const staffFile = (dataDir: string) => join(dataDir, 'demo-staff.json')
export const accountsFile = (dataDir: string) => join(dataDir, 'demo-accounts.json')

/** Written whole or not at all, readable by the server's user only. */
async function writePrivately(file: string, content: unknown): Promise<void> {
  const fresh = `${file}.new`
  await writeFile(fresh, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
}

export async function readDemoStaff(dataDir: string): Promise<DemoStaff | undefined> {
  const text = await readFile(staffFile(dataDir), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Compile(DemoStaff).Parse(JSON.parse(text))
}

const DemoAccounts = Type.Array(
  closed({ account: Type.String(), password: Type.String(), role: Type.String(), scope: Type.String() }),
)

/** The accounts that are handed out; none when the file is not there. */
export async function readDemoAccounts(dataDir: string): Promise<Static<typeof DemoAccounts>> {
  const text = await readFile(accountsFile(dataDir), 'utf8').catch(() => undefined)
  return text === undefined ? [] : Value.Parse(DemoAccounts, JSON.parse(text))
}

/** A known password serves where nobody else can come; whoever can be reached from outside gets a random one. */
export const demoPassword = (settings: Settings): string =>
  isPrivate(settings) ? knownPassword : randomBytes(12).toString('base64url')

const bare = ({ account, role, scope }: HeldPost) => ({
  account,
  role,
  scope,
})

interface WrittenStaff {
  readonly password: string
  readonly staff: readonly HeldPost[]
  readonly handedOut: readonly HeldPost[]
}

/** Writes `demo-accounts.json`, one account a role, and `demo-staff.json`, everybody, for drills. */
export async function writeDemoAccounts(
  dataDir: string,
  { password, staff, handedOut }: WrittenStaff,
): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await writePrivately(staffFile(dataDir), { password, accounts: staff.map(bare) })
  await writePrivately(
    accountsFile(dataDir),
    handedOut.map(one => ({ account: one.account, password, role: one.role, scope: one.scope })),
  )
}
