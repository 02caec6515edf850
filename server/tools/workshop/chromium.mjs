import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { inRoot } from './children.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Only a browser that starts is one: a binary may lack the system's libraries. */
const runs = path => {
  const asked = spawnSync(path, ['--no-sandbox', '--version'], { stdio: 'ignore', timeout: 20_000 })
  return asked.status === 0
}

async function carried() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const entry = createRequire(inRoot('tests/package.json')).resolve('@sparticuz/chromium')
    const { default: chromium } = await import(pathToFileURL(entry).href)
    const path = await chromium.executablePath()
    return runs(path) ? path : undefined
  } catch {
    return undefined // Not unpackable here: the same as none at all.
  }
}

/** A Chromium that runs here: the one named, the system's, or the one carried by a package. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (runs(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start.`)
  }
  return places.find(runs) ?? (await carried())
}
