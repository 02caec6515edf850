import { enrolWall, enrolWallAgain, renameWall, revokeWall } from '@shuniu/shared/identity'
import { expect, it } from 'vitest'
import { emptyWall, fieldOfWall, lackingIn, readWall } from './wallDraft.ts'

const whole = { code: '482913', name: '县综治中心大厅', scope: '341222', reason: '' }

it.each([
  ['482913', '482913'],
  ['482 913', '482913'],
  ['４８２－９１３', '482913'],
  ['48291', '48291'],
])('a code typed as %s is read as %s', (code, read) => {
  expect(readWall({ ...whole, code }).code).toBe(read)
})

it.each([
  ['enrol', whole, []],
  ['enrol', emptyWall, ['code', 'name', 'scope']],
  ['enrol', { ...whole, code: '48291' }, ['code']],
  ['enrol', { ...whole, code: '48291a' }, ['code']],
  ['enrol', { ...whole, scope: '341222100001001' }, ['scope']],
  ['enrol', { ...whole, name: '  ' }, ['name']],
  ['again', whole, ['reason']],
  ['rename', { ...whole, code: '', scope: '' }, ['reason']],
  ['revoke', { ...emptyWall, reason: '设备报废' }, []],
] as const)('to %s with %j lacks %j', (act, draft, lacking) => {
  expect(lackingIn(draft, act)).toEqual(lacking)
})

it('whatever is refused of a code or a place is told at its field, and of nothing else', () => {
  const codes = new Set([enrolWall, enrolWallAgain, renameWall, revokeWall].flatMap(({ refuses }) => refuses))
  const untold = [...codes].filter(code => fieldOfWall(code) === undefined)

  expect(untold.sort()).toEqual(['account.countysAlone', 'command.idTaken', 'wall.stale', 'wall.unknown'])
})
