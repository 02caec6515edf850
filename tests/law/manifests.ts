import { placeOf } from './levels.ts'
import { edgesOf } from './imports.ts'
import type { Breach, Tree } from './tree.ts'

/** The features of the client's list, each with the pages that show it. */
export type ListedFeatures = Readonly<Record<string, readonly string[]>>

const manifestOf = (name: string) => `client/src/features/${name}/feature.ts`

/** Where a page's folder is not called as its address. */
const addresses: Readonly<Record<string, string>> = { phone: 'm' }

function unheard(tree: Tree, listed: ListedFeatures): Breach[] {
  return edgesOf(tree).flatMap(({ path, to, isType }) => {
    const [own, other] = [placeOf(path), placeOf(to)]
    if (own?.kind !== 'page' || other?.side !== 'client' || other.kind !== 'feature' || isType) return []
    const page = addresses[own.name] ?? own.name
    const pages = listed[other.name] ?? []
    const isHeard = pages.includes('every') || pages.includes(page)
    return isHeard || !tree.has(`client/src/features/${other.name}/messages.ts`)
      ? []
      : [`${path}: ${other.name} is not listed for ${page}, which would show its keys for its words`]
  })
}

/**
 * Each feature of the list has a manifest under its own name, each manifest is in the list, and a page is listed for every
 * feature with words of which it imports anything.
 */
export function manifestBreaches(tree: Tree, listed: ListedFeatures): Breach[] {
  const names = [...tree.keys()].flatMap(
    path => /^client\/src\/features\/(\w+)\/feature\.ts$/.exec(path)?.[1] ?? [],
  )
  return [
    ...Object.keys(listed)
      .filter(name => !tree.has(manifestOf(name)))
      .map(name => `client/src/features.ts: ${name} has no ${manifestOf(name)}`),
    ...names
      .filter(name => !Object.hasOwn(listed, name))
      .map(name => `${manifestOf(name)}: not in client/src/features.ts`),
    ...names
      .filter(name => !tree.get(manifestOf(name))?.includes(`  name: '${name}',\n`))
      .map(name => `${manifestOf(name)}: a manifest is called as its folder is`),
    ...unheard(tree, listed),
  ]
}
