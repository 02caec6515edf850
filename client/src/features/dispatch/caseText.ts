import { categoryOf, isMasked, type CaseView } from '@shuniu/shared/cases'
import { say } from '../../platform/i18n/index.ts'
import { shortPlace } from '../grids/index.ts'

/** 城关镇 关北社区: the township and the village of a case as people call them. */
export function placeWords(areaCode: string, nameOf: (code: string) => string): string {
  const codes = [9, 12].filter(digits => areaCode.length >= digits).map(digits => areaCode.slice(0, digits))
  if (codes.length === 0) return nameOf(areaCode)
  return [...new Set(codes.map(code => shortPlace(nameOf(code))))].join(' ').trim()
}

/** What a case is about: its kind; of a sensitive one only that it is. */
export const kindWords = (seen: Pick<CaseView, 'categoryCode' | 'sensitive'>): string =>
  isMasked(seen) ? say('cases.sensitive') : (categoryOf(seen.categoryCode)?.name ?? say('cases.kindless'))

/** 1125-0047: what tells the cases of a county apart in speech. */
export const shortNumber = (number: string): string => {
  const [, day = '', serial] = number.split('-')
  return serial === undefined ? number : `${day.slice(4)}-${serial}`
}
