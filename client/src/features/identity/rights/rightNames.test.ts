import { permissions } from '@shuniu/shared/identity'
import { expect, it } from 'vitest'
import { addMessages } from '../../../platform/i18n/index.ts'
import { identityMessages } from '../messages.ts'
import { rightName } from './rightNames.ts'

it('every right has a name that a reader of the table understands', () => {
  addMessages('identity', identityMessages)

  expect(permissions.filter(right => rightName(right) === right)).toEqual([])
})
