import { kindNamesOf, standardOf, topClassOf, type CaseFact } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { searchWords } from '@shuniu/shared/kernel'
import { sql, type SQL } from 'drizzle-orm'
import { initialsOf } from '../grids/index.ts'
import { cases, caseWords } from './cases.tables.ts'
import { folded, foldVersion, gramsFor, gramsOf } from './grams.ts'
import { hidingOf, type KnownReporter } from './reporterWords.ts'

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

/** What of a case words are looked for in. */
export interface Searched {
  readonly id: string
  readonly number: string
  readonly categoryCode: string
  readonly kindNames?: CaseFact['kindNames']
  readonly placeName: string
  readonly placeText: string | null
  readonly text: string | null
  /** Absent where nobody is known. */
  readonly reporter?: KnownReporter
}

/** What a case is found by, as its row of `case_words`. */
export function wordsOf(of: Searched) {
  const kind = kindNamesOf(of)?.name ?? ''
  const standard = of.kindNames ? standardOf(of.categoryCode)?.name : undefined
  const top = topClassOf(of.categoryCode)?.name ?? ''
  const initials = [rememberedInitials(of.placeName), rememberedInitials(kind)]
  const publicText = folded([of.number, `${of.placeName}${kind}`, ...initials, top, standard ?? null])
  const privateText = folded([of.placeText, of.text])
  const hide = of.reporter ? hidingOf(of.reporter) : (text: string) => text
  const hidden = folded([of.placeText, of.text].map(text => text && hide(text)))
  const grams = gramsOf(`${publicText}\n${privateText}`)
  const commonText = hidden === privateText ? null : hidden
  return { caseId: of.id, publicText, privateText, commonText, grams, foldVersion }
}

/** The words of a case as a move leaves it. */
export const wordsAfter = (
  row: Searched,
  { categoryCode, kindNames }: Pick<CaseFact, 'categoryCode' | 'kindNames'>,
) => wordsOf({ ...row, categoryCode, kindNames })

/**
 * The part of cases that words are looked for in: number, place down to the village and kind alone, or the address and
 * the text of the report too.
 */
type SearchPart = 'public' | 'full'

/** Nobody looks by what they are not shown: a wall is shown no text. */
export const searchPartOf = (actor: Pick<Actor, 'role'>): SearchPart =>
  actor.role === 'wall' ? 'public' : 'full'

/** A `like` pattern that finds the word anywhere. A folded word has none of its wildcards, but is not trusted to. */
const patternOf = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

const textOf: Readonly<Record<SearchPart, SQL>> = {
  public: sql`${caseWords.publicText}`,
  full: sql`(${caseWords.publicText} || chr(10) || ${caseWords.privateText})`,
}

/**
 * The rows of `case_words` that hold every word of the query in that part: an index of grams gives the candidates, and
 * each is looked at. Undefined for a query without any word, which finds nothing.
 */
export function foundBy(query: string, part: SearchPart): SQL | undefined {
  const words = searchWords(query)
  if (words.length === 0) return undefined
  const grams = [...new Set(words.flatMap(gramsFor))]
  const each = eachIn(words, textOf[part])
  return sql.join([sql`${caseWords.grams} @> ${`{${grams.join(',')}}`}::int[]`, ...each], sql` and `)
}

const eachIn = (words: readonly string[], text: SQL): SQL[] =>
  words.map(word => sql`${text} like ${patternOf(word)}`)

const commonText = sql`(${caseWords.publicText} || chr(10) || coalesce(${caseWords.commonText}, ${caseWords.privateText}))`

/**
 * The cases that have every word of the query in what is told of them to those who may not know the reporter: nobody reads
 * out a name or a number by searching for its letters. One whose words were folded before these were kept apart has none.
 */
export const foundWithoutReporter = (query: string): SQL => sql`(
  select ${sql.join(eachIn(searchWords(query), commonText), sql` and `)} and ${caseWords.foldVersion} >= ${foldVersion}
    from ${caseWords} where ${caseWords.caseId} = ${cases.id})`
