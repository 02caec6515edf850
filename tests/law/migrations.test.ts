import { schemaDrift } from '@shuniu/server/tools/schema.ts'
import { expect, it } from 'vitest'
import landed from './landed.json'
import { migrationBreaches } from './migrations.ts'
import { readTree } from './tree.ts'

it('the migrations tell the whole schema', { timeout: 60_000 }, () => {
  expect(schemaDrift()).toBe('')
})

it('a migration that has landed is never edited', () => {
  expect(migrationBreaches(readTree(), landed)).toEqual([])
})
