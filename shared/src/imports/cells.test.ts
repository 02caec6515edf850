import { describe, expect, it } from 'vitest'
import { readAreaCode, readCount, readDay, readDigits, readMobile, readPhone, readWords } from './index.ts'

const outcome = (read: ReturnType<typeof readDigits>) =>
  read.is === 'value' ? read.value : read.is === 'wrong' ? read.code : ''

describe('digits', () => {
  it.each([
    ['３４１２２２', '341222'],
    [341222100001, '341222100001'],
    ["'341222100001001", '341222100001001'],
    [341222199001011200, 'number.lostDigits'],
    ['3.41222E+17', 'number.scientific'],
    ['34a', 'code.shape'],
    [{ broken: 'formula' } as const, 'cell.formula'],
    [null, ''],
  ])('%j → %s', (cell, expected) => {
    expect(outcome(readDigits(cell))).toBe(expected)
  })
})

it.each([
  ['341222000000', '341222'],
  ['341222100000', '341222100'],
  ['341222100001', '341222100001'],
  ['3412', 'code.shape'],
])('a register’s code %s names %s', (cell, expected) => {
  expect(outcome(readAreaCode(cell))).toBe(expected)
})

it.each([
  [13800138000, '13800138000'],
  ['+86 138 0013 8000', '13800138000'],
  ['1.38E+10', 'number.scientific'],
  ['（0558）8612345', '05588612345'],
  ['12345678901', 'phone.shape'],
])('a telephone %j is %s', (cell, expected) => {
  expect(outcome(readPhone(cell))).toBe(expected)
})

it.each([
  ['1,234人', 1_234],
  [452, 452],
  ['-3', 'count.shape'],
  ['９９９９９', 'count.shape'],
])('a number %j is %s', (cell, expected) => {
  expect(outcome(readCount(20_000)(cell))).toBe(expected)
})

it.each([
  ['  关北　社区 ', '关北 社区'],
  ['\u0000', 'cell.unreadable'],
  ['�', 'cell.unreadable'],
  ['太长了', 'cell.tooLong'],
])('words %j are %s', (cell, expected) => {
  expect(outcome(readWords(cell === '太长了' ? 2 : 10)(cell))).toBe(expected)
})

it.each([
  [13800138000, '13800138000'],
  ['+86 138-0013-8000', '13800138000'],
  ['0558-8612345', 'mobile.shape'],
  ['1380013800', 'mobile.shape'],
  ['1.38E+10', 'number.scientific'],
  [null, ''],
])('a person’s own number %j is %s', (cell, expected) => {
  expect(outcome(readMobile(cell))).toBe(expected)
})

it.each([
  ['2026-03-01', '2026-03-01'],
  ['2026/3/1', '2026-03-01'],
  ['２０２６.3.1', '2026-03-01'],
  ['2026年 3月 1日', '2026-03-01'],
  [20260301, '2026-03-01'],
  ['至今', ''],
  ['—', ''],
  [null, ''],
  ['2026年3月', 'day.shape'],
  ['2025-02-29', 'day.shape'],
  ['2026-3/1x', 'day.shape'],
  [46082, 'day.shape'],
])('a day %j is %s', (cell, expected) => {
  expect(outcome(readDay(cell))).toBe(expected)
})
