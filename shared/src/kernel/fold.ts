/**
 * The one fold by which texts are stored for search and words are looked for. Width, case, composition and compatible
 * forms are evened out (`Ａ１` is `a1`); accents, what is invisible, spaces and punctuation go, so that `买买提·艾力` is
 * `买买提艾力` and `3—12` is `312`. Letters, digits and symbols stay. Never throws, whatever the text holds.
 */
export const fold = (text: string): string =>
  text.normalize('NFKD').toLowerCase().replaceAll(dropped, '').normalize('NFKC').toLowerCase()

/**
 * Marks, separators, punctuation, controls, formats such as zero-width spaces, halves of characters, and the symbols
 * that are typed for dashes and middle dots.
 */
const dropped = /[\p{M}\p{Z}\p{P}\p{C}\p{Sk}~|\u2212\u2219\u22C5\u119E]/gu

/** What ends a word of a query: spaces and the signs between clauses; dots and dashes stand within a name or a number. */
const between = /[\s\p{Z}\p{Cc},;:!?"()[\]{}<>|、。《》「」『』“”…]+/u

const mostWords = 8

/**
 * The words of a query, folded, each once, none that stands within another; eight at most, the longest. A case is found
 * when it holds all of them, in whatever order. Empty for a text of nothing but separators: that finds nothing.
 */
export function searchWords(query: string): string[] {
  const words = query.normalize('NFKC').split(between).map(fold)
  const distinct = [...new Set(words)].filter(word => word !== '').sort((a, b) => b.length - a.length)
  return distinct
    .filter((word, nth) => !distinct.slice(0, nth).some(longer => longer.includes(word)))
    .slice(0, mostWords)
}
