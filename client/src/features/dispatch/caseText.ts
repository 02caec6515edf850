import { isMasked, kindNamesOf, type CaseView } from '@shuniu/shared/cases'
import { say } from '../../platform/i18n/index.ts'
import { areaThen, type PlacedCase } from '../cases/index.ts'
import { shortPlace } from '../grids/index.ts'

/** The township and the village of a code as people call them. */
function wordsOf(areaCode: string, nameOf: (code: string) => string): string {
  const codes = [9, 12].filter(digits => areaCode.length >= digits).map(digits => areaCode.slice(0, digits))
  if (codes.length === 0) return nameOf(areaCode)
  return [...new Set(codes.map(code => shortPlace(nameOf(code))))].join(' ').trim()
}

export type NameThen = (code: string, at: string) => string

/** 城关镇 关北社区: the township and the village of a case by the names they had when it was reported. */
export const placeWords = (seen: PlacedCase, nameThen: NameThen): string =>
  wordsOf(areaThen(seen), code => nameThen(code, seen.openedAt))

/** The same, and what the place is today where that is another. */
export function placesWords(
  seen: PlacedCase,
  names: { readonly then: NameThen; readonly now: (code: string) => string },
): string {
  const [then, now] = [placeWords(seen, names.then), wordsOf(seen.areaCode, names.now)]
  return now === '' || then === now ? then : say('dispatch.card.nowIn', { then, now })
}

/** What a case is about: its kind; of a sensitive one only that it is. */
export const kindWords = (seen: Pick<CaseView, 'categoryCode' | 'kindNames' | 'sensitive'>): string =>
  isMasked(seen) ? say('cases.sensitive') : (kindNamesOf(seen)?.name ?? say('cases.kindless'))

/** 1125-0047: what tells the cases of a county apart in speech. */
export const shortNumber = (number: string): string => {
  const [, day = '', serial] = number.split('-')
  return serial === undefined ? number : `${day.slice(4)}-${serial}`
}
