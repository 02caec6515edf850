import { existsSync, readdirSync } from 'node:fs'
import { build } from './building.mjs'
import { findChromium } from './chromium.mjs'
import { cleanEnv, inRoot, node } from './children.mjs'
import { tell, vitest } from './tallies.mjs'

const proofs = ['faults', 'fuzz', 'scale', 'walls', 'soak']

const hasTests = folder =>
  existsSync(folder) && readdirSync(folder, { recursive: true }).some(name => /\.test\.ts$/.test(name))

const hasProgram = folder => existsSync(`${folder}/main.ts`)

/** One of the long proofs, at full size unless PROVE_REDUCED=1: a program of its own, or a folder of tests. */
export async function prove([name, ...args]) {
  if (!proofs.includes(name)) {
    process.stdout.write(`usage: npm run prove -- <${proofs.join('|')}>\n`)
    return 2
  }
  const folder = inRoot(`tests/${name}`)
  const chromium = await findChromium()
  const env = { ...(chromium && { CHROMIUM_PATH: chromium }) }
  process.stdout.write(`Proof of ${name}, ${process.env.PROVE_REDUCED === '1' ? 'reduced' : 'full'} size\n`)
  if (hasProgram(folder) || hasTests(folder)) await build()
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
