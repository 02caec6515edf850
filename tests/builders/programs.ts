import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = resolve(import.meta.dirname, '../..')
const sources = {
  main: 'server/src/main.ts',
  admin: 'server/tools/admin.ts',
  import: 'server/tools/import.ts',
  backup: 'server/tools/backup.ts',
  restore: 'server/tools/restore.ts',
} as const

/** What Node needs to run sources of ours. */
export const asSource = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]

/**
 * Node's arguments for a program of the server: as users run it where whoever runs the tests has built it a moment ago, which
 * starts in half the time; else from its source.
 */
export const programArgs = (name: keyof typeof sources): readonly string[] =>
  process.env['SERVER_BUILT'] === undefined
    ? [...asSource, join(root, sources[name])]
    : ['--enable-source-maps', join(root, `server/dist/${name}.js`)]
