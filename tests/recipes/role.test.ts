import { roleCodes } from '@shuniu/shared/identity'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scratchCopy, type ScratchCopy } from './planting.ts'

const rolesFile = 'shared/src/identity/roles.ts'
const demoFile = 'server/tools/demo/staff.ts'
const pageFile = 'shared/src/cases/lifecycle/LIFECYCLE.md'

const row = `  townshipSupervisor: {
    name: '乡镇督查员',
    source: 'R13',
    scopedBy: 'division',
    scopeDigits: [township],
    pages: ['desk', 'wall'],
    session: 'office',
    may: [...everyone, ...watching, 'case.urge', 'case.supervise'],
  },
  supervisor: {`

const demoPost = `  ['leader', 'townshipLeader', 1],
  ['supervisor', 'townshipSupervisor', 1],
`

let copy: ScratchCopy

beforeAll(async () => {
  copy = await scratchCopy()
  await copy.edit(rolesFile, '  supervisor: {', row)
  await copy.edit(demoFile, `  ['leader', 'townshipLeader', 1],\n`, demoPost)
})
afterAll(() => copy.remove())

it('a role takes two files, from which the page of the lifecycle is drawn anew', async () => {
  expect(await copy.touched()).toEqual([demoFile, rolesFile])
  await copy.tests('--project', 'shared', 'diagram', '-u')
  expect(await copy.touched()).toEqual([demoFile, pageFile, rolesFile])
})

it.each(['server', 'client', 'tests'] as const)('a role leaves nothing of the %s uncompiled', async part => {
  expect(await copy.types(part)).toEqual({ isGood: true, text: '' })
})

it('a role is judged by the rules: what it may, what it sees, which pages it has', async () => {
  expect(await copy.tests('--project', 'shared')).toMatchObject({ isGood: true })
})

it('a role signs in with its rights, and is told of nothing that is not its own', async () => {
  expect(
    await copy.tests('--project', 'api', '--reporter=verbose', 'tests/api/session.test.ts'),
  ).toMatchObject({
    isGood: true,
    text: expect.stringContaining('gives a townshipSupervisor the rights of the role and no others'),
  })
  expect(await copy.tests('--project', 'live', 'tests/live/accessMatrix.test.ts')).toMatchObject({
    isGood: true,
    text: expect.stringContaining(`× ${roleCodes.length + 1} roles ×`),
  })
})

it('a role has its people in the demo county, one of each township handed out', async () => {
  expect(await copy.tests('--project', 'server', 'tools/demo/history.test.ts')).toMatchObject({
    isGood: true,
  })
})
