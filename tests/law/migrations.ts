import { createHash } from 'node:crypto'
import type { Breach, Tree } from './tree.ts'

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

const isMigration = (path: string) => /^migrations\/\d{4}_\w+\.sql$/.test(path)
const tagOf = (path: string) => path.slice('migrations/'.length, -'.sql'.length)

/** A migration that has landed is never edited or taken away; a new one is written into the list. */
export function migrationBreaches(tree: Tree, landed: Readonly<Record<string, string>>): Breach[] {
  const found = new Map(
    [...tree].filter(([path]) => isMigration(path)).map(([path, text]) => [tagOf(path), hashOf(text)]),
  )
  const edited = Object.entries(landed).flatMap(([tag, hash]) => {
    if (!found.has(tag)) return [`migrations/${tag}.sql has landed and is gone`]
    return found.get(tag) === hash ? [] : [`migrations/${tag}.sql has landed and was edited since`]
  })
  const unlisted = [...found].flatMap(([tag, hash]) =>
    Object.hasOwn(landed, tag)
      ? []
      : [`migrations/${tag}.sql is new: add "${tag}": "${hash}" to tests/law/landed.json`],
  )
  return [...edited, ...unlisted]
}
