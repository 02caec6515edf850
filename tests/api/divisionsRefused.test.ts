import {
  listDivisionActs,
  previewDivisionAct,
  seeDivisionHistory,
  type DivisionCommand,
} from '@shuniu/shared/divisions'
import { listDivisions } from '@shuniu/shared/grids'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { done, lastAct, tryAct } from '../builders/divisionActs.ts'

let running: RunningApp
let admin: Browser

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  admin = await running.signIn('county.admin')
  await done(admin, { kind: 'merge', code: villageCode(1, 3), into: villageCode(1, 4) })
})
afterAll(() => running.drop())

const nameOf = async (code: string) =>
  (await admin.call(listDivisions, { query: {} })).body.items.find(one => one.code === code)?.name

describe('POST /api/division-acts is refused', () => {
  const village = villageCode(2, 3)
  const other = villageCode(2, 4)
  const split = (...parts: readonly (readonly [string, string, string[]])[]) => ({
    kind: 'split' as const,
    code: village,
    parts: parts.map(([code, name, children]) => ({ code, name, children })),
  })
  const [first, second] = [gridCode(2, 3, 1), gridCode(2, 3, 2)]
  const fresh = `${townshipCode(2)}220`

  it.each<readonly [string, string, DivisionCommand]>([
    ['into itself', 'division.itself', { kind: 'merge', code: village, into: village }],
    ['into what has ended', 'division.gone', { kind: 'merge', code: village, into: villageCode(1, 3) }],
    ['on what has ended', 'division.gone', { kind: 'rename', code: villageCode(1, 3), name: '李庄' }],
    ['into another tier', 'division.wrongLevel', { kind: 'merge', code: village, into: townshipCode(2) }],
    ['on the county but for its name', 'division.wrongLevel', { kind: 'cease', code: '341222', heir: null }],
    [
      'on what never was',
      'division.unknown',
      { kind: 'rename', code: `${townshipCode(2)}399`, name: '无此村' },
    ],
    ['to the name it has', 'division.unchanged', { kind: 'rename', code: village, name: '李庄村委会' }],
    [
      'to a name of its neighbour',
      'division.nameTaken',
      { kind: 'rename', code: village, name: '赵集村委会' },
    ],
    ['to a code of another', 'division.codeTaken', { kind: 'recode', code: village, newCode: other }],
    [
      'to a code that once was given',
      'division.codeTaken',
      { kind: 'recode', code: village, newCode: villageCode(1, 3) },
    ],
    [
      'to a code of another tier',
      'division.wrongCode',
      { kind: 'recode', code: village, newCode: '341222299' },
    ],
    [
      'to a code where nothing stands',
      'division.wrongCode',
      { kind: 'recode', code: village, newCode: '341222399201' },
    ],
    [
      'that leaves a grid out',
      'division.splitIncomplete',
      split([village, '李庄', [first]], [fresh, '新庄', []]),
    ],
    [
      'that gives a grid twice',
      'division.splitIncomplete',
      split([village, '李庄', [first, second]], [fresh, '新庄', [first]]),
    ],
    [
      'without an heir while grids are left',
      'division.heirMissing',
      { kind: 'cease', code: village, heir: null },
    ],
  ])('%s', async (_, code, command) => {
    expect((await tryAct(admin, command)).code).toBe(code)
  })

  it('before what was done to it, before it began, and on a day that is none', async () => {
    const rename = { kind: 'rename', code: villageCode(1, 4), name: '赵集社区' } as const
    const on = async (effectiveOn: string) => (await tryAct(admin, rename, { effectiveOn })).code
    expect(await on('2026-11-23')).toBe('division.tooEarly')
    expect(await on('2026-02-30')).toBe('division.wrongDay')
    expect(await on('2036-01-01')).toBe('division.wrongDay')
    const ofGrid = { kind: 'rename', code: `${villageCode(1, 4)}003`, name: '学校网格' } as const
    expect((await tryAct(admin, ofGrid, { effectiveOn: '2026-11-23' })).code).toBe('division.tooEarly')
  })

  it('to the second of two administrators at once, and under the id of another', async () => {
    const seen = await lastAct(admin)
    const id = v7()
    const command = { kind: 'rename', code: village, name: '李庄社区' } as const
    const both = await Promise.all([
      tryAct(admin, command, { id, seen }),
      tryAct(admin, { ...command, name: '李家庄' }, { seen }),
    ])
    expect(both.map(({ code }) => code).sort()).toEqual(['division.stale', undefined])
    const won = both[0].code === undefined ? command : { ...command, name: '李家庄' }
    const again = await tryAct(admin, command, { id, seen })
    expect([undefined, 'division.stale']).toContain(again.code)
    expect(await nameOf(village)).toBe(won.name)
    if (again.code === undefined) {
      expect((await tryAct(admin, { ...command, name: '别名' }, { id, seen })).code).toBe('command.idTaken')
    }
  })

  it('already when it is looked at, and refused so', async () => {
    const command = { kind: 'merge', code: village, into: village } as const
    const seen = await admin.call(previewDivisionAct, { body: { command, effectiveOn: '2026-11-24' } })
    expect(seen.code).toBe('division.itself')
  })

  it('to everybody else', async () => {
    const director = await running.signIn('county.director')
    expect((await director.call(listDivisionActs, { query: {} })).code).toBe('permission.missing')
    expect((await director.call(seeDivisionHistory, { params: { code: village } })).code).toBe(
      'permission.missing',
    )
    expect((await admin.call(seeDivisionHistory, { params: { code: '341222999' } })).code).toBe(
      'division.unknown',
    )
  })
})
