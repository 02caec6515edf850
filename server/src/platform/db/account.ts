import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { DatabaseRefused } from './refused.ts'

/** The system user that PostgreSQL runs as; undefined is our own. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const ours = 'shuniu'
/** In order of preference; a user of its own is made only where neither exists. */
const known = [ours, 'postgres']

/** PostgreSQL refuses to run as root: then an unprivileged system user is found, or made. */
export function accountToRunAs(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of known) {
    const account = accountNamed(name)
    if (account) return account
  }
  const made = makeAccount() ?? accountNamed('nobody')
  if (made) return made
  throw new DatabaseRefused(
    'database.cannotStart',
    'PostgreSQL does not run as root, and no unprivileged user could be found or made; ' +
      'start the server as an ordinary user, or set DATABASE_URL',
  )
}

function accountNamed(name: string): Account | undefined {
  const row = accountRows().find(fields => fields[0] === name)
  const uid = Number(row?.[2])
  const gid = Number(row?.[3])
  return Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { uid, gid } : undefined
}

/** The user may come from a directory that only `getent` reads. */
function accountRows(): string[][] {
  const asked = spawnSync('getent', ['passwd', ...known, 'nobody'], { encoding: 'utf8' })
  const text = asked.stdout ? asked.stdout : readFileSync('/etc/passwd', 'utf8')
  return text.split('\n').map(line => line.split(':'))
}

const ways: readonly (readonly [string, readonly string[]])[] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ours]],
  ['adduser', ['-S', '-D', '-H', ours]],
]

function makeAccount(): Account | undefined {
  for (const [command, words] of ways) {
    if (spawnSync(command, words).status === 0) return accountNamed(ours)
  }
  return undefined
}

/** A cluster stays with the user that it was made by, whichever would be preferred today. */
export function accountOf(folder: string, preferred: Account | undefined): Account | undefined {
  if (!preferred || !existsSync(folder)) return preferred
  const { uid, gid } = statSync(folder)
  return uid === 0 ? preferred : { uid, gid }
}

/** Asks the system, as that user: permission bits alone do not tell of access lists and mounts. */
export const mayEnter = (folder: string, account: Account | undefined): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...account, cwd: '/' }).status === 0
