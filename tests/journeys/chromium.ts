import { accessSync, constants } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser carried inside an npm package, for machines without one of their own (Linux x64). */
async function carriedPath(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const { default: carried } = await import('@sparticuz/chromium')
  return carried.executablePath()
}

/** A Chromium that can be run here: `CHROMIUM_PATH`, the system's, or the one carried by a package. */
export async function chromiumPath(): Promise<string | undefined> {
  const named = process.env['CHROMIUM_PATH']
  if (named) return named
  return systemPaths.find(isRunnable) ?? (await carriedPath())
}

/** Starts it, with further switches where a test is about a machine that lacks something. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await chromiumPath()
  if (executablePath === undefined) throw new Error('no Chromium here; set CHROMIUM_PATH to one')
  return chromium.launch({ executablePath, args: [...flags, ...more], headless: true })
}

/** Without maps that are drawn, since the processor alone draws them for most of the time: for what is not about maps. */
export const launchForPages = (): Promise<Browser> => launchChromium(['--disable-3d-apis'])
