import { fold } from '@shuniu/shared/kernel'

/** Which fold and which grams rows of `case_words` are made by; a row of another version is made anew. */
export const foldVersion = 3
/** Since this one, words are kept with the reporter masked too. */
export const maskedSince = 2

const longLatin = /[0-9a-z]{4,}/g
const latinLength = 4

/** Where four letters stand among the numbers: beside the pairs of a block that no text uses. */
const latinBase = 0xe0000000

/** Two UTF-16 units as one number; of one unit when the second is nought. */
const pair = (first: number, second: number): number => (first * 0x10000 + second) | 0

/** Four letters or digits as one number of 28 bits. */
function fourOf(run: string, at: number): number {
  let code = 0
  for (let nth = 0; nth < latinLength; nth += 1) code = code * 128 + run.charCodeAt(at + nth)
  return (latinBase + code) | 0
}

function addFours(line: string, grams: Set<number>): void {
  for (const [run] of line.matchAll(longLatin)) {
    for (let at = 0; at + latinLength <= run.length; at += 1) grams.add(fourOf(run, at))
  }
}

function addPairs(line: string, grams: Set<number>): void {
  for (let at = 0; at + 1 < line.length; at += 1)
    grams.add(pair(line.charCodeAt(at), line.charCodeAt(at + 1)))
}

/**
 * The numbers by which a folded text is found: each unit, each two units in a row, and each four letters or digits in a
 * row, since two digits in a row tell little. Lines do not run into each other.
 */
export function gramsOf(folded: string): number[] {
  const grams = new Set<number>()
  for (const line of folded.split('\n')) {
    for (let at = 0; at < line.length; at += 1) grams.add(pair(line.charCodeAt(at), 0))
    addPairs(line, grams)
    addFours(line, grams)
  }
  return [...grams]
}

/** The fewest and rarest of the grams that every text with the folded word has. */
export function gramsFor(word: string): number[] {
  const grams = new Set<number>()
  if (word.length === 1) grams.add(pair(word.charCodeAt(0), 0))
  addFours(word, grams)
  if (!/^[0-9a-z]{4,}$/.test(word)) addPairs(word, grams)
  return [...grams]
}

/** Texts folded, each a line of its own, so that no word is found across two of them. */
export const folded = (parts: readonly (string | null)[]): string =>
  parts
    .map(part => fold(part ?? ''))
    .filter(part => part !== '')
    .join('\n')
