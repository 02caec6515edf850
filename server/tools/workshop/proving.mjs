import { existsSync, readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build } from './building.mjs'
import { findChromium } from './chromium.mjs'
import { cleanEnv, inRoot, node } from './children.mjs'
import { proveDates } from './dates.mjs'
import { tell, vitest } from './tallies.mjs'

const proofs = ['dates', 'faults', 'fuzz', 'scale', 'walls', 'phone', 'screens', 'recipes', 'soak']

const usage = `usage: npm run prove -- <${proofs.join('|')}> [part of a file’s name …] [-t part of a test’s name]
       npm run prove -- dates [--day part of its name] [--suite rules|api|live|journeys] …
PROVE_REDUCED=1 proves at reduced size.
`

/** These make what they need from the sources by themselves. */
const onSources = ['recipes']

const hasTests = folder =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).some(name => /\.test\.ts$/.test(name))

const hasProgram = folder => existsSync(`${folder}/main.ts`)

async function proveBy(name, args) {
  const folder = inRoot(`tests/${name}`)
  if (name === 'dates') {
    await build()
    return proveDates(args)
  }
  const chromium = await findChromium()
  const env = { ...(chromium && { CHROMIUM_PATH: chromium }) }
  if (!onSources.includes(name) && (hasProgram(folder) || hasTests(folder))) {
    await build()
    env.SERVER_BUILT = '1'
  }
  if (hasProgram(folder)) {
    return node(['--import', 'tsx', `${folder}/main.ts`, ...args], { env: { ...cleanEnv(), ...env } })
  }
  if (!hasTests(folder)) {
    process.stdout.write(`There is no proof of ${name} in this version: tests/${name} holds none.\n`)
    return 2
  }
  const config = inRoot('server/tools/workshop/proofs.config.mjs')
  const tally = await vitest(['--config', config, ...args], { ...env, PROOF: name })
  tell(tally)
  return tally.failed === 0 ? 0 : 1
}

const text = { type: 'string', multiple: true }
const ofTests = { testNamePattern: { type: 'string', short: 't' } }
const ofDates = { day: text, suite: text }

/** What the line asks for; undefined when it asks for nothing known. */
function read([name, ...args]) {
  if (!proofs.includes(name)) return undefined
  try {
    const options = name === 'dates' ? ofDates : ofTests
    return { name, ...parseArgs({ args, options, allowPositionals: name !== 'dates' }) }
  } catch {
    return undefined
  }
}

const asksForHelp = args => args.includes('--help') || args.includes('-h')

/** One of the long proofs, at full size unless PROVE_REDUCED=1: a program of its own, or a folder of tests. */
export async function prove(args) {
  const asked = read(args)
  if (!asked || asksForHelp(args)) {
    process.stdout.write(usage)
    return asksForHelp(args) ? 0 : 2
  }
  const { name } = asked
  process.stdout.write(`Proof of ${name}, ${process.env.PROVE_REDUCED === '1' ? 'reduced' : 'full'} size\n`)
  return proveBy(name, name === 'dates' ? asked.values : args.slice(1))
}
