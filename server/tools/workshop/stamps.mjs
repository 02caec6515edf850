import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './children.mjs'

const skipped = new Set(['node_modules', 'dist'])

function filesOf(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const inside = readdirSync(path).filter(name => !skipped.has(name) && !/\.test\.ts$/.test(name))
  return inside.sort().flatMap(name => filesOf(join(path, name)))
}

/** One hash over the contents of files and folders, named relative to the root, and over some words more. */
export function fingerprint(paths, words = []) {
  const hash = createHash('sha256')
  for (const word of words) hash.update(`${word}\0`)
  for (const file of paths.flatMap(path => filesOf(inRoot(path)))) {
    hash
      .update(`${file.slice(inRoot('').length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

export const hasStamp = (path, print) =>
  existsSync(inRoot(path)) && readFileSync(inRoot(path), 'utf8') === print

export function stamp(path, print) {
  mkdirSync(dirname(inRoot(path)), { recursive: true })
  writeFileSync(inRoot(path), print)
}
