import { describe, expect, it } from 'vitest'
import { pagesOf, permissionsOf, roleCodes, type Role } from '../../identity/index.ts'
import { anActor } from '../testing/index.ts'
import { caseMoveNames, caseMoves } from '../moves/index.ts'
import { tierOf } from './ties.ts'

/** The pages on which a case opens with the steps that its reader may make. */
const movingPages = ['desk', 'm']

const mayMove = (role: Role): boolean =>
  caseMoveNames.some(move => permissionsOf(role).some(right => right === caseMoves[move].by))

const movers = roleCodes.filter(mayMove)

describe('the pages of a role', () => {
  it.each(movers)('give %s, who may move a case, a page that offers the moves', role => {
    expect(pagesOf(role, movingPages)).not.toEqual([])
  })

  it.each(movers.filter(role => tierOf(anActor(role)) === 'village'))('give %s the phone', role => {
    expect(pagesOf(role, ['m'])).toEqual(['m'])
  })

  it('give nobody else a desk or a phone', () => {
    expect(roleCodes.filter(role => !mayMove(role) && pagesOf(role, movingPages).length > 0)).toEqual([])
  })
})
