import { readFileSync } from 'node:fs'
import { faces, page } from '@shuniu/shared/documents'
import { describe, expect, it } from 'vitest'

/** Styles of a page take no properties of ours, so its numbers are written out there a second time. */
const css = readFileSync('client/src/features/documents/sheet/page.css', 'utf8')

describe('the printed page of an official document', () => {
  it('has the size and the margins that Word is given', () => {
    const { topMm, rightMm, bottomMm, leftMm, widthMm, heightMm } = page
    const pages = [...css.matchAll(/@page ([\w-]+) \{\s+margin: ([^;]+);\s+size: ([^;]+);/g)]

    expect(pages.map(([, name]) => name)).toEqual(['document', 'document-demo'])
    for (const [, , margin, size] of pages) {
      expect(margin).toBe(`${topMm}mm ${rightMm}mm ${bottomMm}mm ${leftMm}mm`)
      expect(size).toBe(`${widthMm}mm ${heightMm}mm`)
    }
  })

  it('has its number as far below the text and as large as Word has it, outside', () => {
    const numbers = [
      ...css.matchAll(/:(\w+) \{\s+@bottom-(\w+) \{\s+padding: (\S+) [^}]+font-size: ([^;]+);/g),
    ]

    expect(numbers).toHaveLength(4)
    for (const [, side, corner, padding, size] of numbers) {
      expect([corner, padding, size]).toEqual([side, `${page.footMm}mm`, `${faces.number.sizePt}pt`])
    }
  })
})
