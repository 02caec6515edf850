import { pagesOf } from '@shuniu/shared/identity'
import { describe, expect, it } from 'vitest'
import { homeOf } from '../auth/homes.ts'
import { wayBack } from './router.ts'

describe('the way back after signing in', () => {
  it.each([
    ['/desk?case=1', '/desk?case=1'],
    ['//evil.example/desk', undefined],
    ['/\\evil.example', undefined],
    ['https://evil.example', undefined],
    ['/login?back=/desk', undefined],
    [undefined, undefined],
  ])('%s leads to %s', (asked, way) => {
    expect(wayBack(asked)).toBe(way)
  })
})

describe('where a role arrives', () => {
  const built = ['wall', 'desk', 'm']

  it.each([
    ['countyDuty', false, '/desk'],
    ['countyLeader', false, '/wall'],
    ['gridMember', false, '/m'],
    ['unitHandler', false, '/desk'],
    ['unitHandler', true, '/m'],
    ['systemAdmin', false, '/help'],
    ['supervisor', false, '/desk'],
  ] as const)('%s, narrow screen %s: %s', (role, isNarrow, home) => {
    expect(homeOf(role, { isNarrow, built })).toBe(home)
  })

  it('takes whoever administers to the administration, once it is built', () => {
    const whole = [...built, 'admin']

    expect(homeOf('systemAdmin', { isNarrow: false, built: whole })).toBe('/admin')
    expect(homeOf('countyDirector', { isNarrow: false, built: whole })).toBe('/desk')
    expect(pagesOf('countyDirector', whole)).toContain('admin')
  })
})
