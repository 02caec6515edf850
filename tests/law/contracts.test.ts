import { describe, expect, it } from 'vitest'
import { bindingBreaches, codeBreaches, contractsOf, twiceBreaches } from './contracts.ts'
import { readTree } from './tree.ts'
import { trialBreaches } from './trials.ts'

/*
 * How a test says which contract it is about: its title, or a `describe` around it, says `POST /api/cases/:id/moves`;
 * or its code, with the functions of its own file, names the contract (`call(moveCase, …)`) or calls its address
 * (`.post('/api/session', …)`). A test whose titles say refuse, refuses, refused or refusal is one of a refusal;
 * every other is one of success. Tests of contracts stand in tests/api, tests/live and beside the server's routes.
 */
const tree = readTree()

describe('each contract', () => {
  it('is found by this law', () => {
    expect(contractsOf(tree).map(({ name }) => name)).toEqual(expect.arrayContaining(['signIn', 'moveCase']))
  })

  it('has a name and an address of its own', () => {
    expect(twiceBreaches(tree)).toEqual([])
  })

  it('is bound once on the server', () => {
    expect(bindingBreaches(tree)).toEqual([])
  })

  it('refuses with codes that a catalogue explains', () => {
    expect(codeBreaches(tree)).toEqual([])
  })

  it('has a test of success and a test of refusal', () => {
    expect(trialBreaches(tree)).toEqual([])
  })
})
