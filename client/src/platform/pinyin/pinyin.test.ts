import { beforeAll, expect, it } from 'vitest'
import { answersTo, loadPinyin } from './index.ts'

beforeAll(loadPinyin)

it.each([
  ['城关镇派出所', '城关镇派出所'],
  ['城关镇派出所', 'ｐｃｓ'],
  ['城关镇派出所', 'PCS'],
  ['城关镇派出所', '派出所 城关'],
  ['城关镇派出所', '派\u200B出所'],
  ['第３网格', '3'],
  ['第3网格', '３'],
  ['买买提·艾力', '买买提艾力'],
  ['买买提艾力', '买买提•艾力'],
  ['Café', 'Cafe\u0301'],
  ['城关镇派出所', '　'],
])('finds %s by %s', (name, typed) => {
  expect(answersTo(name, typed)).toBe(true)
})

it.each([
  ['城关镇派出所', '司法所'],
  ['城关镇派出所', '派出所 旧县'],
  ['城关镇派出所', 'sfs'],
])('does not find %s by %s', (name, typed) => {
  expect(answersTo(name, typed)).toBe(false)
})
