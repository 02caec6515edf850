import { mkdirSync, readFileSync } from 'node:fs'
import { inRoot, installEnv, program } from './children.mjs'
import { fingerprint, hasStamp, stamp } from './stamps.mjs'

const mark = 'node_modules/.shuniu-installed'
const told = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'package.json',
  'shared/package.json',
  'server/package.json',
  'client/package.json',
  'tests/package.json',
]

/** Installs what the lockfile says, unless exactly that is installed already. */
export async function install() {
  const { pnpm } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).config
  const print = fingerprint(told, [pnpm, process.version, process.platform, process.arch])
  if (hasStamp(mark, print)) return
  process.stdout.write(`Installing packages with pnpm ${pnpm} …\n`)
  const env = installEnv()
  if (env.HOME) mkdirSync(env.HOME, { recursive: true })
  const isWindows = process.platform === 'win32'
  const args = ['--yes', `pnpm@${pnpm}`, 'install', '--frozen-lockfile']
  const code = await program(isWindows ? 'npx.cmd' : 'npx', args, { env, shell: isWindows })
  if (code !== 0)
    throw new Error(`The packages could not be installed (exit code ${code}); see the lines above.`)
  stamp(mark, print)
}
