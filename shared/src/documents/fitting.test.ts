import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { form, pair, paragraphs, seal, wide } from './blocks.ts'
import { onOnePage, titleDropLines } from './fitting.ts'
import { page, rowPt } from './layout.ts'
import type { DocumentBlock } from './model.ts'

const linesOf = (blocks: readonly DocumentBlock[]) =>
  blocks.flatMap(block => (block.kind === 'table' ? block.rows.flat().map(({ lines }) => lines) : []))
const heightPt = (blocks: readonly DocumentBlock[]) =>
  blocks.reduce(
    (sum, block) => (block.kind === 'table' ? block.rows.reduce((s, r) => s + rowPt(r), sum) : sum),
    0,
  )
const roomy = (lines: number, text = '') => wide('意见', text, { lines, foot: '签名' })
const pagePt = page.lines * page.linePt

describe('a form', () => {
  it('that fits has all its room', () => {
    const blocks = [form(pair(['编号', '1'], ['等级', '黄']), roomy(8))]

    expect(onOnePage(blocks)).toEqual(blocks)
  })

  it('gives up empty lines to stay on its page, the roomiest first, and leaves two to write on', () => {
    const blocks = [form(roomy(16), roomy(14), roomy(3))]
    const fitted = onOnePage(blocks)

    expect(heightPt(blocks)).toBeGreaterThan(pagePt)
    expect(heightPt(fitted)).toBeLessThan(pagePt)
    const [first = 0, , second = 0, , third = 0] = linesOf(fitted).slice(1)
    expect([first, second]).toEqual([first, first])
    expect(first).toBeLessThan(14)
    expect(third).toBe(3)
  })

  it('counts a number and a mark as wide as they are printed, and stays on its page with texts that fill it', () => {
    const number = pair(['编号', 'ZZ341222-20261125-0001'], ['时间', '2026-11-25 09:45'])
    const said = '二巷口排水沟淤塞，雨天倒灌入户，已约双方到场。'.repeat(9).slice(0, 200)
    const blocks = [form(number, number, number, number, roomy(8, said), roomy(8, said), roomy(4))]

    expect(heightPt(onOnePage(blocks))).toBeLessThan(heightPt(blocks))
  })

  it('keeps its room where it takes two pages all the same', () => {
    const blocks = [form(roomy(8, '水'.repeat(3_000)), roomy(8))]

    expect(onOnePage(blocks)).toEqual(blocks)
  })

  it('never loses a word or gains a line', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.string({ maxLength: 300 })))
    fc.assert(
      fc.property(rows, fc.string({ maxLength: 200 }), (told, text) => {
        const blocks = [...told.map(([lines, said]) => form(roomy(lines, said))), ...paragraphs('body', text)]
        const fitted = onOnePage(blocks)

        const without = (all: readonly DocumentBlock[]) =>
          JSON.stringify(all, (key, value: unknown) => (key === 'lines' ? 0 : value))
        expect(without(fitted)).toBe(without(blocks))
        const before = linesOf(blocks)
        for (const [i, lines] of linesOf(fitted).entries()) expect(lines).toBeLessThanOrEqual(before[i] ?? 0)
      }),
    )
  })
})

describe('the title of a document', () => {
  const sealed = (lines: number) => [
    ...Array.from({ length: lines }, () => paragraphs('body', '请抓紧办理。')).flat(),
    seal('城关镇综治中心', '二〇二六年十一月二十五日'),
  ]

  it.each([
    [2, 4, 'there is room'],
    [1, 9, 'the stamp would else stand on a page of its own'],
    [2, 20, 'the text goes on to the next page all the same'],
  ])('stands %i lines below the red line with %i lines of text: %s', (drop, lines) => {
    expect(titleDropLines({ blocks: sealed(lines) })).toBe(drop)
  })

  it('stands a line below it where a form follows, and not where one is to be answered on', () => {
    expect(titleDropLines({ blocks: [form(roomy(2)), ...sealed(1)] })).toBe(1)
    expect(titleDropLines({ blocks: [...sealed(1), form(roomy(2))] })).toBe(2)
  })
})
