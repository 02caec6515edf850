import { kindNamesOf, type CaseFact } from '@shuniu/shared/cases'
import { ancestorsOf } from '@shuniu/shared/grids'
import { shortPlace } from '../grids/index.ts'

/** A case as a wall speaks of it: where, from the township down, and what; never who. */
export function caseWords(
  seen: Pick<CaseFact, 'areaCode' | 'categoryCode' | 'kindNames'>,
  nameOf: (code: string) => string,
): { readonly place: string; readonly kind: string } {
  const codes = [...ancestorsOf(seen.areaCode), seen.areaCode].filter(code => code.length > 6)
  const names = codes.map(code => shortPlace(nameOf(code))).filter(name => name !== '')
  return {
    place: names.length > 0 ? names.join(' ') : shortPlace(nameOf(seen.areaCode)),
    kind: kindNamesOf(seen)?.shortName ?? '事件',
  }
}

/** Room a line of text takes, in heights of its letters: a Chinese character is as wide as high, others about half. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.6), 0)

const grouped = new Intl.NumberFormat('zh-CN')

/** 1,284: as numbers stand on a wall. */
export const countText = (n: number): string => grouped.format(n)
