import { expect, it } from 'vitest'
import { sizeBreaches, spreadOf } from './sizes.ts'
import { readTree } from './tree.ts'

const tree = readTree()

it('no file is over 300 lines, no test over 400', () => {
  expect(sizeBreaches(tree)).toEqual([])
})

it('half of the files are short, and nine of ten are not long', () => {
  const { files, median, p90, longest } = spreadOf(tree)
  process.stdout.write(`\n${files} files: median ${median} lines, p90 ${p90}, longest ${longest}\n`)

  expect(median).toBeLessThanOrEqual(60)
  expect(p90).toBeLessThanOrEqual(160)
})
