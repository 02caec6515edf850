import { describe, expect, it } from 'vitest'
import { readTextArray } from './arrays.ts'

describe('lists of texts from the database', () => {
  it.each([
    ['{}', []],
    ['{county}', ['county']],
    ['{county,township:341222100,case:01a2}', ['county', 'township:341222100', 'case:01a2']],
    ['{"a b","c,d","e\\"f","g\\\\h",""}', ['a b', 'c,d', 'e"f', 'g\\h', '']],
    ['{NULL,"NULL",x}', [null, 'NULL', 'x']],
    ['{县,"镇 村"}', ['县', '镇 村']],
  ])('reads %s', (text, read) => {
    expect(readTextArray(text)).toEqual(read)
  })
})
