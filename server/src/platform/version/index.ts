import { readFileSync } from 'node:fs'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

const Package = Type.Object({ version: Type.String() })

/** The version of the product, as the root's `package.json` tells it. */
export function productVersion(): string {
  const read: unknown = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'))
  if (!Check(Package, read)) throw new Error('the package of the product has no version')
  return read.version
}
