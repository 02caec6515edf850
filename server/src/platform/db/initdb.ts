import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, parse } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { ClusterPlace } from './place.ts'
import { isAlive } from './pidfile.ts'
import { DatabaseRefused } from './refused.ts'

/** The owner of every embedded cluster. */
export const superuser = 'shuniu'

/** Makes the cluster when there is none: in a folder of its own, renamed when whole. */
export async function ensureCluster(
  place: ClusterPlace,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  if (existsSync(join(place.folder, 'PG_VERSION'))) {
    refuseOtherMajor(place.folder, binaries.major)
    return
  }
  sweepHalfMade(place.folder)
  const workshop = `${place.folder}.new-${process.pid}`
  mkdirSync(workshop, { recursive: true, mode: 0o700 })
  const made = join(workshop, 'cluster')
  const passwordFile = join(workshop, 'password')
  writeFileSync(passwordFile, `${place.password}\n`, { mode: 0o600 })
  if (account) for (const path of [workshop, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    await runInitdb({ made, passwordFile, binaries, account })
    renameSync(made, place.folder)
  } catch (cause) {
    // Another server was faster: its cluster is whole and has the same password.
    if (!existsSync(join(place.folder, 'PG_VERSION'))) throw cause
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

interface ClusterMaking {
  readonly made: string
  readonly passwordFile: string
  readonly binaries: Binaries
  readonly account: Account | undefined
}

/** `C.UTF-8` is built in: the same order and case on every system, without the system's locales. */
const wordsFor = ({ made, passwordFile }: ClusterMaking): string[] => [
  `--pgdata=${made}`,
  `--username=${superuser}`,
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--set=dynamic_shared_memory_type=mmap',
]

function runInitdb(making: ClusterMaking): Promise<void> {
  const { binaries, account, made } = making
  const child = spawn(binaries.initdb, wordsFor(making), {
    ...account,
    cwd: parse(made).root,
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) return resolve()
      reject(new DatabaseRefused('database.cannotStart', `the database could not be made: ${told.trim()}`))
    })
  })
}

/** What servers left that died while making a cluster. */
function sweepHalfMade(folder: string): void {
  const home = dirname(folder)
  mkdirSync(home, { recursive: true })
  const mark = `${basename(folder)}.new-`
  for (const name of readdirSync(home)) {
    if (!name.startsWith(mark) || isAlive(Number(name.slice(mark.length)))) continue
    rmSync(join(home, name), { recursive: true, force: true })
  }
}

function refuseOtherMajor(folder: string, major: number): void {
  const found = Number.parseInt(readFileSync(join(folder, 'PG_VERSION'), 'utf8'), 10)
  if (found === major) return
  throw new DatabaseRefused(
    'database.otherMajor',
    `${folder} was made by PostgreSQL ${found}, this version carries ${major}: ` +
      'back up with the version that made it and restore with this one',
  )
}
