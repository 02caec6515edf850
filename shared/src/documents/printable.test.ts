import { expect, it } from 'vitest'
import { attachmentLines, headSizePt, page } from './layout.ts'
import { dateWords, momentWords, timeWords } from './printable.ts'

it.each([
  ['2026-11-25T01:30:00.000Z', '二〇二六年十一月二十五日'],
  ['2026-12-31T16:00:00.000Z', '二〇二七年一月一日'],
  ['2030-10-09T16:00:00.000Z', '二〇三〇年十月十日'],
  ['2026-02-19T16:00:00.000Z', '二〇二六年二月二十日'],
  ['2026-03-30T15:59:59.000Z', '二〇二六年三月三十日'],
])('dates %s as a document does, by the day in Shanghai', (at, words) => {
  expect(dateWords(at)).toBe(words)
})

it('times in tables by the clock of Shanghai', () => {
  expect([timeWords('2026-11-25T01:30:59.000Z'), timeWords(null)]).toEqual(['2026-11-25 09:30', ''])
})

it('times in running text by words, by the clock of Shanghai', () => {
  expect(momentWords('2026-11-04T16:05:59.000Z')).toBe('2026年11月5日0时05分')
  expect(momentWords('2026-12-25T09:00:00.000Z')).toBe('2026年12月25日17时')
  expect(momentWords(null)).toBe('')
})

it('numbers attachments only where there are several', () => {
  expect([attachmentLines([]), attachmentLines(['照片'])]).toEqual([[], ['附件：照片']])
  expect(attachmentLines(['照片', '录音'])).toEqual(['附件：1．照片', '　　　2．录音'])
})

it('fits twenty-two lines and twenty-eight characters on a page', () => {
  const mmOf = (pt: number) => (pt * 25.4) / 72

  expect(mmOf(page.lines * page.linePt)).toBeLessThanOrEqual(page.heightMm - page.topMm - page.bottomMm)
  expect(mmOf(page.characters * (16 - page.closerPt))).toBeLessThanOrEqual(
    page.widthMm - page.leftMm - page.rightMm,
  )
})

it('makes a long name smaller so that a head stays on one line', () => {
  expect([headSizePt('太和县综治中心'), headSizePt('某'.repeat(26))]).toEqual([36, 17])
})
