import pg from 'pg'
import { parse } from 'postgres-array'

/** PostgreSQL's own number for `text[]`, which the driver's list of types leaves out. */
const textArrays: ReadonlySet<number> = new Set([1009])

/** Lists of plain words, such as the rooms of facts, are split; only what is quoted, or null, is read letter by letter. */
export function readTextArray(text: string): (string | null)[] {
  if (text === '{}') return []
  return /"|NULL|\{\{/.test(text) ? parse(text) : text.slice(1, -1).split(',')
}

/** How the driver reads what the database answers. */
export const types: pg.CustomTypesConfig = {
  getTypeParser(id, format): unknown {
    const isTextArray = textArrays.has(id) && format !== 'binary'
    return isTextArray ? readTextArray : pg.types.getTypeParser(id, format)
  },
}
