import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files by their path from the root, with `/`: what every law judges, be it the checkout or a planted one. */
export type Tree = ReadonlyMap<string, string>

/** One breach of a law, as it is told: the place first, then what is wrong there. */
export type Breach = string

export const root = resolve(fileURLToPath(import.meta.url), '../../..')

const places = ['shared', 'server', 'client', 'tests', 'migrations']
const skipped = new Set(['node_modules', 'dist', 'data', 'public', 'meta'])
const isText = /\.(ts|mts|mjs|vue|css|sql)$/

function* textsBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* textsBelow(path)
    if (entry.isFile() && isText.test(entry.name)) yield path
  }
}

/** The checkout as it stands. */
export function readTree(): Tree {
  const own = readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isFile() && isText.test(entry.name))
    .map(({ name }) => join(root, name))
  const paths = [...own, ...places.flatMap(place => [...textsBelow(join(root, place))])]
  return new Map(
    paths.map(path => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const),
  )
}

export const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.startsWith('tests/')

/** Files of the product itself: neither tests nor tools. */
export const productOf = (tree: Tree): [path: string, text: string][] =>
  [...tree].filter(([path]) => /^(shared|server|client)\/src\//.test(path) && !isTest(path))
