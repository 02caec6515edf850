import { moveCase, type CaseView } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import type { BodyOf } from '@shuniu/shared/kernel'
import { sendPositions, startPatrol } from '@shuniu/shared/patrol'
import { makeReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldOf, fieldsOf } from '../builders/body.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode, insideGrid, townshipCode } from '../builders/county.ts'
import { keeperOf } from '../builders/keeper.ts'
import { accountId, unitIds } from '../builders/staff.ts'
import { aWatcher, until, type Watcher } from '../builders/watcher.ts'

let running: RunningApp
beforeAll(async () => void (running = await startApp()))
afterAll(() => running.drop())

const watcherOf = async (account: string, heard: readonly string[]): Promise<Watcher> => {
  const { cookie } = await running.signIn(account)
  return aWatcher({ url: running.url, cookie, rooms: heard })
}

async function report(account: string, areaCode: string, categoryCode = '0101'): Promise<string> {
  const member = await running.signIn(account)
  const body = {
    id: v7(),
    categoryCode,
    occurredAt: new Date().toISOString(),
    text: '路面塌陷',
    areaCode,
  }
  const answer = await member.call(makeReport, { body })
  if (answer.code) throw new Error(answer.code)
  return answer.body.caseId
}

async function move(account: string, caseId: string, command: BodyOf<typeof moveCase>): Promise<CaseView> {
  const answer = await (
    await running.signIn(account)
  ).call(moveCase, { params: { id: caseId }, body: command })
  if (answer.code) throw new Error(`${command.move}: ${answer.code}`)
  return answer.body
}

const head = (view: Pick<CaseView, 'version'>) => ({ id: v7(), seenVersion: view.version })
const told = (watcher: Watcher) =>
  watcher.facts.map(({ name, body }) => `${name}@${String(fieldOf(body, 'version'))}`)

/** Everything a watcher was ever sent, as it stood in the frames. */
const everything = ({ frames, signals }: Watcher): string => JSON.stringify([frames, signals])

describe('at the socket of the whole product', () => {
  it('the dispatcher of another township never receives a case, whatever rooms they ask for', async () => {
    const own = await watcherOf('t1.dispatcher', [rooms.township(townshipCode(1))])
    const greedy = [
      rooms.county,
      ...[1, 2].map(t => rooms.township(townshipCode(t))),
      rooms.grid(gridCode(1, 1, 1)),
    ]
    const other = await watcherOf('t2.dispatcher', greedy)

    const caseId = await report('t1v1g1', gridCode(1, 1, 1))
    await until('the own dispatcher hears of it', () => told(own).length === 1)
    const asked = await other.watch([rooms.case(caseId), rooms.township(townshipCode(2))])
    const accepted = { ...head({ version: 1 }), categoryCode: '0101', level: 'blue' } as const
    await move('t1.duty', caseId, { ...accepted, move: 'accept' })
    await until('the own dispatcher hears it move', () => told(own).length === 2)
    const mine = await report('t2v1g1', gridCode(2, 1, 1))
    await until('the other hears of its own', () => other.facts.length > 0)

    expect(asked).toMatchObject({ denied: [rooms.case(caseId)], joined: [rooms.township(townshipCode(2))] })
    expect(other.facts.map(({ body }) => fieldOf(body, 'id'))).toEqual([mine])
    expect(everything(other)).not.toContain(caseId)
    for (const one of [own, other]) one.close()
  })

  it('a case assigned anew leaves unit X within a second; X hears nothing more of it', async () => {
    const x = await watcherOf('t1.force', [rooms.unit(unitIds.force(1))])
    const y = await watcherOf('police', [rooms.unit(unitIds.police)])
    const caseId = await report('t1v1g1', gridCode(1, 1, 1))
    const taken = { ...head({ version: 1 }), categoryCode: '0101', level: 'blue' } as const
    const accepted = await move('t1.duty', caseId, { ...taken, move: 'accept' })
    const toX = { ...head(accepted), ownerUnitId: unitIds.force(1) }
    const assigned = await move('t1.dispatcher', caseId, { ...toX, move: 'assign' })
    await until('X hears of it', () => told(x).length > 0)

    const recalled = await move('t1.dispatcher', caseId, {
      ...head(assigned),
      move: 'recall',
      reason: '派错单位',
    })
    const before = performance.now()
    const toY = { ...head(recalled), ownerUnitId: unitIds.police }
    const again = await move('county.dispatcher', caseId, { ...toY, move: 'assign' })
    await until('X is told that it left', () => told(x).at(-1)?.startsWith('case.left') === true, 1_000)
    const heardByX = x.facts.length
    await move('police', caseId, { ...head(again), move: 'sign' })
    await until('Y hears it signed', () => fieldOf(y.facts.at(-1)?.body, 'status') === 'signed')

    expect(performance.now() - before).toBeLessThan(10_000)
    expect(x.facts).toHaveLength(heardByX)
    expect(fieldsOf(x.facts.at(-1)?.body)).toEqual(['id', 'version'])
    expect((await x.watch([rooms.case(caseId)])).denied).toEqual([rooms.case(caseId)])
    for (const one of [x, y]) one.close()
  })

  it('nobody finds out by one room after the other in which grid a sensitive case lies', async () => {
    const grids = [1, 2].map(g => rooms.grid(gridCode(1, 1, g)))
    const leader = await watcherOf('t1.leader', [rooms.township(townshipCode(1))])
    const caseId = await report('t1v1g1', gridCode(1, 1, 1), 'E0903')
    await until('the leader hears that there is one', () => told(leader).length === 1)

    for (const account of [
      'county.leader',
      't1.leader',
      't1v1.secretary',
      't1v1.officer',
      'county.supervisor',
    ]) {
      const watcher = await watcherOf(account, [rooms.user(accountId(account))])
      const { stream } = watcher.cursor ?? leader.cursor ?? { stream: '' }
      for (const grid of grids) {
        expect(await watcher.watch([grid], { stream, seq: 0 })).toMatchObject({ joined: [], denied: [grid] })
      }
      expect([account, everything(watcher).includes(caseId)]).toEqual([account, false])
      watcher.close()
    }
    leader.close()
  })

  it('a wall is told neither of a sensitive case nor that it left, whatever rooms it asks for', async () => {
    const rest = [rooms.township(townshipCode(1)), rooms.unit(unitIds.township(1))]
    const wall = await watcherOf('t1.wall', rest)
    const desk = await watcherOf('t1.dispatcher', rest)
    const caseId = await report('t1v1g1', gridCode(1, 1, 1), 'E0903')
    const taken = { ...head({ version: 1 }), categoryCode: 'E0903', level: 'yellow' } as const
    const accepted = await move('t1.duty', caseId, { ...taken, move: 'accept' })
    await move('t1.dispatcher', caseId, { ...head(accepted), ownerUnitId: unitIds.force(1), move: 'assign' })
    await until('the desk hears it assigned', () => told(desk).length === 3)
    const ordinary = await report('t1v1g1', gridCode(1, 1, 1))
    await until('the wall hears of what comes after', () => everything(wall).includes(ordinary))

    expect(everything(wall)).not.toContain(caseId)
    expect(await wall.watch(rest)).toMatchObject({ denied: [rooms.unit(unitIds.township(1))] })
    for (const one of [wall, desk]) one.close()
  })

  it('positions of a member reach the own township and the county, and no other township', async () => {
    const own = await watcherOf('t1.duty', [rooms.township(townshipCode(1))])
    const county = await watcherOf('county.wall', [rooms.county])
    const other = await watcherOf('t2.duty', [rooms.township(townshipCode(2)), rooms.county])
    const member = await running.signIn('t1v1g1')
    const [lon, lat] = insideGrid(1, 1, 1)
    await member.call(startPatrol, { body: { id: v7() } })
    const sent = () =>
      member.call(sendPositions, { body: { items: [{ at: new Date().toISOString(), lon, lat }] } })
    const positionsIn = ({ signals }: Watcher) => signals.filter(({ name }) => name.includes('position'))

    await until('both are told', async () => {
      await sent()
      return positionsIn(own).length > 0 && positionsIn(county).length > 0
    })

    expect(positionsIn(other)).toEqual([])
    expect(everything(other)).not.toContain(accountId('t1v1g1'))
    expect((await own.watch([])).joined).toEqual([])
    for (const one of [own, county, other]) one.close()
  })

  it('an account that an administrator disables from outside is out within a second or so', async () => {
    const watcher = await watcherOf('t3.duty', [rooms.township(townshipCode(3))])
    const outside = keeperOf(running)

    await outside.disable('t3.duty')
    await until('it is ended', () => !watcher.isConnected, 3_000)
    await report('t3v1g1', gridCode(3, 1, 1))

    expect(watcher.ends).toEqual(['session.none'])
    expect(watcher.facts).toEqual([])
    await expect(watcher.connect()).rejects.toMatchObject({ code: 'session.none' })
  })
})
