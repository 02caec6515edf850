import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { constants as system, homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(import.meta.url), '../../../..')

export const inRoot = path => join(root, path)

/** The file behind a package's command, so that it runs without a shell and whatever the path is called. */
export function tool(name, command = name) {
  const folder = inRoot(join('node_modules', name))
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** How to reach the registry is the user's to say, even where it is said in the environment only. */
const network = ['registry', 'proxy', 'https_proxy', 'noproxy', 'cafile', 'strict_ssl', 'userconfig', 'cache']

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The environment as it was before npm added to it: nothing below should behave differently under `npm start`. */
export function cleanEnv(source = process.env) {
  const isOurs = name => !/^npm_/i.test(name) && name !== 'NODE_ENV' && name !== 'INIT_CWD'
  return Object.fromEntries(Object.entries(source).filter(([name]) => isOurs(name)))
}

/** The same for the package manager, which alone needs to know the way to the registry. */
export function installEnv(source = process.env) {
  const env = { ...cleanEnv(source), CI: 'true' }
  for (const key of network) {
    const value = source[`npm_config_${key}`]
    if (value !== undefined) env[`npm_config_${key}`] = value
  }
  if (isWritable(homedir())) return env
  const home = join(tmpdir(), `shuniu-home-${process.getuid?.() ?? 'me'}`)
  return {
    ...env,
    HOME: home,
    npm_config_cache: join(home, 'npm'),
    npm_config_userconfig: join(home, '.npmrc'),
  }
}

const exitCodeOf = (code, signal) => code ?? 128 + (system.signals[signal] ?? 0)

function forwardTo(child) {
  const pass = signal => {
    // A terminal sends its interrupt to the whole group: the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return () => signals.forEach(signal => process.off(signal, pass))
}

/**
 * Runs a program to its end in the root folder; signals go on to it, and its exit code is the answer. What it says goes where
 * ours goes, or to `heard`, piece by piece.
 */
export function program(command, args, { heard, ...options } = {}) {
  const stdio = heard ? ['ignore', 'pipe', 'pipe'] : 'inherit'
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { cwd: root, env: cleanEnv(), stdio, ...options })
    const stop = forwardTo(child)
    if (heard) for (const stream of [child.stdout, child.stderr]) stream.on('data', heard)
    child.on('error', fail)
    child.on(heard ? 'close' : 'exit', (code, signal) => {
      stop()
      settle(exitCodeOf(code, signal))
    })
  })
}

export const node = (args, options) => program(process.execPath, args, options)

/** Several at once; when one ends, the others are ended too. */
export async function together(commands) {
  const children = commands.map(args =>
    spawn(process.execPath, args, { cwd: root, env: cleanEnv(), stdio: 'inherit' }),
  )
  const stops = children.map(forwardTo)
  const ends = children.map(
    child => new Promise(settle => child.on('exit', (code, signal) => settle(exitCodeOf(code, signal)))),
  )
  const first = await Promise.race(ends)
  children.forEach(child => child.kill('SIGTERM'))
  await Promise.all(ends)
  stops.forEach(stop => stop())
  return first
}
