import { categoryOf, topClassOf, type CaseFact } from '@shuniu/shared/cases'
import { initialsOf } from '../grids/index.ts'

const initialsByName = new Map<string, string>()
const rememberedNames = 20_000

/** Names of places and kinds come again and again; working out their initials takes longer than all else here. */
function rememberedInitials(name: string): string {
  const known = initialsByName.get(name)
  if (known !== undefined) return known
  if (initialsByName.size >= rememberedNames) initialsByName.clear()
  const initials = initialsOf(name)
  initialsByName.set(name, initials)
  return initials
}

interface Searched {
  readonly fact: Pick<CaseFact, 'number' | 'categoryCode'>
  readonly placeName: string
  readonly placeText: string | null
  readonly text: string | null
}

/** What a typed word is looked for in; a line break keeps matches within one part. */
export function searchTextOf({ fact, placeName, placeText, text }: Searched): string {
  const kind = categoryOf(fact.categoryCode)?.name ?? ''
  const top = topClassOf(fact.categoryCode)?.name ?? ''
  const title = `${placeName} ${kind}`
  const parts = [
    fact.number,
    title,
    rememberedInitials(placeName),
    rememberedInitials(kind),
    top,
    placeText,
    text,
  ]
  return parts
    .filter(part => part !== null)
    .join('\n')
    .toLowerCase()
}

/** A `like` pattern that finds the words anywhere and takes no character of them for a wildcard. */
export const patternOf = (words: string): string =>
  `%${words
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
