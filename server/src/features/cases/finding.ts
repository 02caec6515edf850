import type { UnitView } from '@shuniu/shared/centres'
import type { Actor } from '@shuniu/shared/identity'
import { fold, searchWords } from '@shuniu/shared/kernel'
import { and, arrayOverlaps, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Directory } from '../centres/index.ts'
import { tailDigits, type CallerHashes } from './callerKey.ts'
import { caseEntries, cases, caseWords } from './cases.tables.ts'
import type { SightConditions } from './filter.ts'
import { gramsFor, maskedSince } from './grams.ts'
import { callerMark, noticeMark, serialOf, tailMark, unitMark } from './marks.ts'

/** What a word may mean beside a part of the texts of a case. */
export interface WordMeaning {
  readonly word: string
  /** The units that it names. */
  readonly unitIds: readonly string[]
  /** It may be the end of the number of a notice of supervision: its digits, and the serial. */
  readonly notice: { readonly digits: string; readonly serial: number } | undefined
  /** It may be the last four digits of a reporter's number, or all of it: the hashes of these. */
  readonly tail: string | undefined
  readonly caller: string | undefined
}

interface WordReader {
  readonly actor: Actor
  readonly units: Pick<Directory, 'seenBy'>
  readonly hashes: CallerHashes
}

/** A word that names more units than this names none: every village has its 综治中心. */
const mostUnits = 100
const latin = /^[a-z]+$/
const leastInitials = 3
const leastLetters = 2

const foldedNames = new WeakMap<UnitView, string>()
function foldedName(unit: UnitView): string {
  const name = foldedNames.get(unit) ?? fold(unit.name)
  foldedNames.set(unit, name)
  return name
}

function unitsNamed(word: string, { actor, units }: WordReader): string[] {
  if (word.length < (latin.test(word) ? leastInitials : leastLetters)) return []
  const isNamed = (unit: UnitView) =>
    foldedName(unit).includes(word) || (latin.test(word) && unit.initials.includes(word))
  const named = units.seenBy(actor).filter(isNamed)
  return named.length > mostUnits ? [] : named.map(({ id }) => id)
}

/** Digits that a number of notices may end with: the serial alone, with its day, or all of it. */
const noticeShape = /^(?:db)?((?:(?:\d{6})?\d{8})?\d{4,8}|\d{1,3})$/
const leastSerial = 3

function noticeIn(word: string): WordMeaning['notice'] {
  const digits = noticeShape.exec(word)?.[1]
  if (digits === undefined || (digits === word && digits.length < leastSerial)) return undefined
  const day = digits.length >= 18 ? 14 : digits.length >= 12 ? 8 : 0
  const serial = serialOf(digits.slice(day))
  return serial === undefined ? undefined : { digits, serial }
}

/**
 * What the words of a query may mean: all of them have to be met by a case, each in any of its meanings. A wall looks for
 * nothing but words of what it is shown.
 */
export function meaningsOf(query: string, reader: WordReader): WordMeaning[] {
  const { actor, hashes } = reader
  return searchWords(query).map(word => {
    if (searchPartOf(actor) === 'public')
      return { word, unitIds: [], notice: undefined, tail: undefined, caller: undefined }
    const isTail = /^\d+$/.test(word) && word.length === tailDigits
    return {
      word,
      unitIds: unitsNamed(word, reader),
      notice: noticeIn(word),
      tail: isTail ? hashes.tail(word) : undefined,
      caller: /^\d{7,}$/.test(word) ? hashes.key(word) || undefined : undefined,
    }
  })
}

/**
 * The part of cases that words are looked for in: number, place down to the village and kind alone, or the address and
 * the text of the report too.
 */
type SearchPart = 'public' | 'full'

/** Nobody looks by what they are not shown: a wall is shown no text. */
export const searchPartOf = (actor: Pick<Actor, 'role'>): SearchPart =>
  actor.role === 'wall' ? 'public' : 'full'

const never = sql`false`
const any = (...conditions: (SQL | undefined)[]): SQL => or(...conditions) ?? never

/** A `like` pattern that finds the word anywhere. A folded word has none of its wildcards, but is not trusted to. */
const patternOf = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

const lineEnd = sql`chr(10)`
const publicText = sql`${caseWords.publicText}`
const fullText = sql`(${caseWords.publicText} || ${lineEnd} || ${caseWords.privateText} || ${lineEnd} || coalesce(${caseWords.reporterText}, ''))`
const commonText = sql`(${caseWords.publicText} || ${lineEnd} || coalesce(${caseWords.commonText}, ${caseWords.privateText}))`

/**
 * Whether a text has the word. Few digits are looked for at the end of a case's number, which stands in the first line, and
 * not in the county and the day that all of one day have in theirs.
 */
const has = (text: SQL, word: string): SQL =>
  /^\d{1,7}$/.test(word)
    ? sql`(split_part(${caseWords.publicText}, ${lineEnd}, 1) like ${`%${word}`} or substr(${text}, strpos(${text}, ${lineEnd})) like ${patternOf(word)})`
    : sql`${text} like ${patternOf(word)}`

const numbers = (of: readonly number[]): SQL => sql`${`{${of.join(',')}}`}::int[]`

const marksFor = ({ unitIds, notice, tail, caller }: WordMeaning): number[] => [
  ...unitIds.map(unitMark),
  ...(notice ? [noticeMark(notice.serial)] : []),
  ...(tail === undefined ? [] : [tailMark(tail)]),
  ...(caller === undefined ? [] : [callerMark(caller)]),
]

/**
 * The rows of `case_words` that may meet every word: an index of grams and one of marks give the candidates, and each is
 * looked at. Undefined for a query without any word, which finds nothing.
 */
export function foundBy(meanings: readonly WordMeaning[], part: SearchPart): SQL | undefined {
  if (meanings.length === 0) return undefined
  const text = part === 'public' ? publicText : fullText
  const plain = meanings.filter(meaning => marksFor(meaning).length === 0)
  const grams = [...new Set(plain.flatMap(({ word }) => gramsFor(word)))]
  const marked = meanings
    .filter(meaning => !plain.includes(meaning))
    .map(
      meaning => sql`((${caseWords.grams} @> ${numbers(gramsFor(meaning.word))} and ${has(text, meaning.word)})
        or ${caseWords.marks} && ${numbers(marksFor(meaning))})`,
    )
  const inTexts = plain.length === 0 ? undefined : sql`${caseWords.grams} @> ${numbers(grams)}`
  return and(inTexts, ...plain.map(({ word }) => has(text, word)), ...marked)
}

/** That a notice whose number ends so was issued for the case. */
const isNoticed = ({ digits, serial }: NonNullable<WordMeaning['notice']>): SQL => sql`(
  ${caseWords.marks} && ${numbers([noticeMark(serial)])} and exists (
    select from ${caseEntries} where ${caseEntries.caseId} = ${cases.id}
       and replace(${caseEntries.filled} ->> 'noticeNumber', '-', '') like ${`%${digits}`}))`

/**
 * Whether a case meets a word by something that the actor may read of it now. Nobody reads out a name or a number by
 * searching for its letters: who reported is found by whom they are told to, the end of their number also by whoever may
 * look at it to call, and what others are told of a report is searched with the reporter masked. One whose words were
 * folded before these were kept apart has none.
 */
function isMet({ word, unitIds, notice, tail, caller }: WordMeaning, sight: SightConditions): SQL {
  const { withReporter, toCall } = sight
  return any(
    and(sql`${caseWords.foldVersion} >= ${maskedSince}`, has(commonText, word)),
    and(withReporter, has(fullText, word)),
    unitIds.length === 0
      ? undefined
      : or(inArray(cases.ownerUnitId, [...unitIds]), arrayOverlaps(cases.coUnitIds, [...unitIds])),
    notice && isNoticed(notice),
    tail === undefined ? undefined : and(or(withReporter, toCall), sql`${caseWords.reporterTail} = ${tail}`),
    caller === undefined ? undefined : and(withReporter, sql`${cases.reporterKey} = ${caller}`),
  )
}

/** Whether a case meets every word by what the actor may read of it now. */
export const meets = (meanings: readonly WordMeaning[], sight: SightConditions): SQL => sql`(
  select ${sql.join(
    meanings.map(meaning => isMet(meaning, sight)),
    sql` and `,
  )} from ${caseWords} where ${caseWords.caseId} = ${cases.id})`
