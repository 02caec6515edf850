import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A program of ours for a process of its own, and what Node needs to run it. */
export interface Program {
  readonly path: string
  readonly execArgv: readonly string[]
}

/** Built, it lies beside the server; from its source it is read by what reads the server's. */
export function programOf(source: URL): Program {
  const here = import.meta.filename
  if (!here.endsWith('.ts')) {
    return { path: join(dirname(here), `${basename(source.pathname, '.ts')}.js`), execArgv: [] }
  }
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return { path: fileURLToPath(source), execArgv: ['--import', tsx] }
}
