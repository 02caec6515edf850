import { describe, expect, it } from 'vitest'
import { features } from '../../client/src/features.ts'
import { doorBreaches, emitBreaches, queryBreaches, transactionBreaches, wallBreaches } from './doors.ts'
import { circleBreaches, graphOf, levelBreaches, roleBreaches } from './imports.ts'
import { manifestBreaches } from './manifests.ts'
import { readTree } from './tree.ts'

const tree = readTree()

it('no files import each other in a circle', () => {
  expect(circleBreaches(tree)).toEqual([])
})

describe('a feature', () => {
  it('imports only lower levels, and only through index.ts', () => {
    process.stdout.write(`\nlevel, feature → what it stands on\n${graphOf(tree)}\n`)

    expect(levelBreaches(tree)).toEqual([])
  })

  it('goes from routes to commands and queries, to its repo, to its tables', () => {
    expect(roleBreaches(tree)).toEqual([])
  })

  it('writes within a transaction of its commands, reactions or jobs', () => {
    expect(transactionBreaches(tree)).toEqual([])
    expect(queryBreaches(tree)).toEqual([])
  })
})

describe('the platform', () => {
  it('alone emits, by relay and hub', () => {
    expect(emitBreaches(tree)).toEqual([])
  })

  it('alone holds the socket and the map', () => {
    expect(doorBreaches(tree)).toEqual([])
  })
})

it('a page takes in the manifest of every feature whose words it shows', () => {
  expect(manifestBreaches(tree, features)).toEqual([])
})

it('the wall loads nothing of the desk', () => {
  expect(wallBreaches(tree)).toEqual([])
})
