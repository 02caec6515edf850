import { commonCase, type CaseFact } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldOf } from '../builders/body.ts'
import { allNumbered } from '../builders/numbered.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, otherTownship, township, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const unitX = '00000000-0000-7000-8000-00000000000a'
const unitY = '00000000-0000-7000-8000-00000000000b'
const handlerOf = (unitId: string) => anActor({ role: 'unitHandler', unitId })
const dutyOf = (scope: string) => anActor({ role: 'townshipDuty', scope })

/** Moves a case on, a version higher. */
async function moveOn(before: CaseFact, differing: Partial<CaseFact> = {}): Promise<CaseFact> {
  const after = { ...before, version: before.version + 1, ...differing }
  await stage.move(before, after)
  return after
}

/** What a watcher was told, as `name@version`. */
const told = (watcher: Watcher) =>
  watcher.facts.map(({ name, body }) => `${name}@${String(fieldOf(body, 'version'))}`)
const bodies = (watcher: Watcher) => watcher.facts.map(({ body }) => body)

async function allHeard(watchers: readonly Watcher[]): Promise<void> {
  await allNumbered(stage.database)
  const { seq } = await stage.head()
  await until('all come to the head', () => watchers.every(one => (one.cursor?.seq ?? 0) >= seq))
  for (const one of watchers) one.close()
}

describe('a wall', () => {
  it('is told of a case, and not who reported it or worked on it, live and by replay', async () => {
    const { stream, seq } = await stage.head()
    const by = '01900000-0000-7000-8000-0000000000aa'
    const opened = aCaseFact({
      reporterId: by,
      handlerIds: [by],
      handledBy: [{ accountId: by, unitId: unitX }],
    })
    const live = await stage.watcher(anActor({ role: 'wall' }), [rooms.county])
    const desk = await stage.watcher(dutyOf(township), [rooms.township(township)])

    await stage.open(opened)
    await until('both have it', () => live.facts.length > 0 && desk.facts.length > 0)
    const late = await stage.watcher(anActor({ role: 'wall' }), [rooms.county], { stream, seq })
    await allHeard([live, desk, late])

    const shown = { ...opened, reporterId: null, handlerIds: [], handledBy: [] }
    expect(bodies(live)).toEqual([shown])
    expect(bodies(late)).toEqual([shown])
    expect(bodies(desk)).toEqual([commonCase(opened)])
  })
})

describe('a case that leaves', () => {
  it('a township is told so there and never spoken of again', async () => {
    const from = await stage.watcher(dutyOf(township), [rooms.township(township)])
    const to = await stage.watcher(dutyOf(otherTownship), [rooms.township(otherTownship)])
    const opened = aCaseFact()
    await stage.open(opened)
    await until('its township has it', () => from.facts.length > 0)

    const away = { areaCode: `${otherTownship}001`, gridCode: `${otherTownship}001001` }
    const moved = await moveOn(opened, away)
    await moveOn(moved)
    await allHeard([from, to])

    expect(told(from)).toEqual(['case.opened@1', 'case.left@2'])
    expect(from.facts[1]?.body).toEqual({ id: opened.id, version: 2 })
    expect(told(to)).toEqual(['case.moved@2', 'case.moved@3'])
  })

  it('unit X for unit Y: X drops it within a second and hears nothing more, Y hears all that follows', async () => {
    const x = await stage.watcher(handlerOf(unitX), [rooms.unit(unitX)])
    const y = await stage.watcher(handlerOf(unitY), [rooms.unit(unitY)])
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    await until('unit X has it', () => x.facts.length > 0)

    const assigned = await moveOn(opened, { ownerUnitId: unitY })
    await until('X hears that it left', () => told(x).includes('case.left@2'), 1_000)
    await moveOn(await moveOn(assigned))
    await allHeard([x, y])

    expect(told(x)).toEqual(['case.opened@1', 'case.left@2'])
    expect(told(y)).toEqual(['case.moved@2', 'case.moved@3', 'case.moved@4'])
  })

  it('takes its own room along: whoever had it open is out, and may not come back', async () => {
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    await allNumbered(stage.database)
    const x = await stage.watcher(handlerOf(unitX), [rooms.case(opened.id)], await stage.head())

    const assigned = await moveOn(opened, { ownerUnitId: unitY })
    await moveOn(assigned)
    await until('X hears that it left', () => told(x).includes('case.left@2'))
    const again = await x.watch([rooms.case(opened.id), rooms.unit(unitX)])
    await moveOn(await moveOn(assigned))
    await allHeard([x])

    expect(again).toMatchObject({ joined: [rooms.unit(unitX)], denied: [rooms.case(opened.id)] })
    expect(told(x)).toEqual(['case.left@2'])
  })

  it('while a desk was away is told on its return, and nothing of what followed', async () => {
    const opened = aCaseFact({ ownerUnitId: unitX })
    const x = await stage.watcher(handlerOf(unitX), [rooms.unit(unitX)])
    await stage.open(opened)
    await until('X hears of it', () => told(x).length === 1)
    x.close()
    await moveOn(await moveOn(opened, { ownerUnitId: unitY }))

    await x.connect()
    await x.watch([rooms.unit(unitX)])
    await allHeard([x])

    expect(told(x)).toEqual(['case.opened@1', 'case.left@2'])
  })
})

describe('a sensitive case', () => {
  const sensitive = (differing: Partial<CaseFact> = {}) =>
    aCaseFact({ sensitive: true, categoryCode: '0505', reporterId: null, handlerIds: [], ...differing })

  it('is told in full to its named handlers and masked to the rooms of its place', async () => {
    const handler = anActor({ role: 'unitHandler', unitId: unitX })
    const named = await stage.watcher(handler, [rooms.user(handler.accountId)])
    const duty = await stage.watcher(dutyOf(township), [rooms.township(township)])
    const opened = sensitive({
      ownerUnitId: unitX,
      handlerIds: [handler.accountId],
      handledBy: [{ accountId: handler.accountId, unitId: unitX }],
    })

    await stage.open(opened)
    await allHeard([named, duty])

    expect(bodies(named)).toEqual([opened])
    expect(bodies(duty)).toEqual([
      {
        ...opened,
        categoryCode: 'E99',
        kindNames: null,
        playbook: null,
        incident: null,
        reportedIn: null,
        sourceCode: '99',
        gridCode: null,
        position: null,
        handlerIds: [],
        handledBy: [],
      },
    ])
  })

  it('never reaches a wall, neither live nor by replay', async () => {
    const wall = await stage.watcher(anActor({ role: 'wall' }), [rooms.county, rooms.township(township)])
    const { stream, seq } = await stage.head()

    const opened = sensitive()
    await stage.open(opened)
    const moved = await moveOn(opened)
    const late = await stage.watcher(anActor({ role: 'wall' }), [rooms.county], { stream, seq })
    const asked = await late.watch([rooms.case(moved.id)])
    await allHeard([wall, late])

    expect([...wall.facts, ...late.facts]).toEqual([])
    expect(asked.denied).toEqual([rooms.case(moved.id)])
  })

  it('leaves the walls that showed it before it was known to be sensitive', async () => {
    const wall = await stage.watcher(anActor({ role: 'wall' }), [rooms.county])
    const opened = aCaseFact()
    await stage.open(opened)
    await until('the wall shows it', () => wall.facts.length > 0)

    await moveOn(await moveOn(opened, { sensitive: true }))
    await allHeard([wall])

    expect(told(wall)).toEqual(['case.opened@1', 'case.left@2'])
    expect(wall.facts[1]?.body).toEqual({ id: opened.id, version: 2 })
  })
})
