import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../../..')
const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')

/** The SQL that `migrations/` still lacks for the tables as they are declared; empty when it tells the whole schema. */
export function schemaDrift(): string {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'schema-'))
  try {
    cpSync(join(root, 'migrations'), folder, { recursive: true })
    const landed = new Set(readdirSync(folder))
    generateInto(relative(root, folder))
    const missing = readdirSync(folder).filter(name => !landed.has(name))
    return missing.map(name => readFileSync(join(folder, name), 'utf8')).join('\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function generateInto(folder: string): void {
  const made = spawnSync(process.execPath, [kit, 'generate', '--name=drift'], {
    cwd: root,
    env: { ...process.env, SCHEMA_OUT: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`the schema could not be compared: ${made.stderr}${made.stdout}`)
}
