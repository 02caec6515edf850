import { expect, it } from 'vitest'
import { readTree } from './tree.ts'
import { leftoverBreaches, nameBreaches, purityBreaches } from './naming.ts'

const tree = readTree()

it('shared knows no clock, no chance and no world outside', () => {
  expect(purityBreaches(tree)).toEqual([])
})

it('files are named for what they hold', () => {
  expect(nameBreaches(tree)).toEqual([])
})

it('nothing is left for later', () => {
  expect(leftoverBreaches(tree)).toEqual([])
})
