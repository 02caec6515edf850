import { walk, walkPage } from '@shuniu/shared/cases/testing'
import { caseMoveNames, caseStatuses } from '@shuniu/shared/cases'
import { roleCodes } from '@shuniu/shared/identity'
import { expect, it } from 'vitest'
import { tell } from './size.ts'

it('the walk of every status, move and role, printed', () => {
  tell(walkPage())

  expect(walk()).toHaveLength(caseStatuses.length * caseMoveNames.length * roleCodes.length)
})
