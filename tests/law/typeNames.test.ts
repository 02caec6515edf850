import { expect, it } from 'vitest'
import { readTree } from './tree.ts'
import { typeNameBreaches } from './typeNames.ts'

const tree = readTree()

it('a name of a type is declared in one file alone', () => {
  expect(typeNameBreaches(tree)).toEqual([])
})
