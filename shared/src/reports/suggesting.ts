import { spokenWordsOf, type CountyKind } from '../cases/index.ts'
import { fold } from '../kernel/index.ts'

/** Something that a sentence speaks of, and the words of it that say so. */
export interface WordSuggestion {
  readonly code: string
  readonly because: string
}

/** A place as people name it, and by its initials. */
export interface SpokenPlace {
  readonly code: string
  readonly names: readonly string[]
  readonly initials: string
}

/** What a sentence may be filled in as, best first. Nothing of it is filled in by itself. */
export interface WordSuggestions {
  readonly kinds: readonly WordSuggestion[]
  readonly places: readonly WordSuggestion[]
}

const mostTold = 3
/** A name of one character stands in too many words to be a place. */
const leastName = 2
/** Initials of fewer letters stand in too many words. */
const leastInitials = 3

interface Scored extends WordSuggestion {
  readonly score: number
}

const best = (scored: readonly Scored[]): WordSuggestion[] =>
  [...scored]
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code))
    .slice(0, mostTold)
    .map(({ code, because }) => ({ code, because }))

const longest = (words: readonly string[]): string =>
  words.reduce((found, word) => (word.length > found.length ? word : found), '')

/** By the longest word said of it; of two alike, the one of which more is said. */
function kindSaid(text: string, { code, name, shortName, synonyms }: CountyKind): Scored[] {
  const said = [...new Set([name, shortName, ...synonyms, ...spokenWordsOf(code)])].filter(word =>
    text.includes(fold(word)),
  )
  const because = longest(said)
  return because === '' ? [] : [{ code, because, score: 100 * because.length + said.length }]
}

/** The letters that stand in a sentence by themselves: 关北 typed as `gbsq`. */
const lettersIn = (text: string): ReadonlySet<string> =>
  new Set((text.toLowerCase().match(/[a-z]+/g) ?? []).filter(word => word.length >= leastInitials))

/** A village whose township is named too goes before its namesakes; a village before the township that it lies in. */
function placesSaid(typed: string, places: readonly SpokenPlace[]): Scored[] {
  const text = fold(typed)
  const letters = lettersIn(typed.normalize('NFKC'))
  const said = places.flatMap(({ code, names, initials }) => {
    const named = names.filter(name => [...name].length >= leastName && text.includes(fold(name)))
    const because = longest(named) || (letters.has(initials.toLowerCase()) ? initials : '')
    return because === '' ? [] : [{ code, because }]
  })
  const codes = new Set(said.map(({ code }) => code))
  return said
    .filter(({ code }) => ![...codes].some(other => other !== code && other.startsWith(code)))
    .map(one => ({
      ...one,
      score: 10 * one.because.length + (codes.has(one.code.slice(0, 9)) && one.code.length > 9 ? 5 : 0),
    }))
}

/**
 * What kind and place a sentence speaks of, each with the words that say so. Pure; the level follows from the kind.
 * Source: domain.md §4.2, §7 (10).
 */
export function suggestionsFrom(
  sentence: string,
  known: { readonly kinds: readonly CountyKind[]; readonly places: readonly SpokenPlace[] },
): WordSuggestions {
  const text = fold(sentence)
  if (text === '') return { kinds: [], places: [] }
  return {
    kinds: best(known.kinds.flatMap(kind => kindSaid(text, kind))),
    places: best(placesSaid(sentence, known.places)),
  }
}
