import { lookAtReporter, seeCase, type CaseView } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, seen, takenOn, toldTo, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const caller = { name: '张建国', phone: '13955886666' }
const called = { called: 'reporter', callResult: 'reached', text: '当事人说已经疏通。' }
const detail = async (account: string, id: string) =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const record = async (id: string) =>
  (await detail('t1.duty', id)).timeline.map(({ move, actorName }) => [move, actorName])
const look = async (account: string, caseId: string, id = v7()) =>
  (await as(account)).call(lookAtReporter, { params: { id: caseId }, body: { id } })
/** Drawn for a call-back: one case in some is. */
async function closedAndDrawn(): Promise<CaseView> {
  for (;;) {
    const found = await broughtTo(
      'closed',
      as,
      aReport({ reporter: caller, level: 'blue', categoryCode: '0201' }),
    )
    if (found.sampled) return found
  }
}

it('names as asked first whoever took the report, else who took the case on, unless another is named', async () => {
  const first = async (differing: Parameters<typeof aReport>[0], accept = {}) => {
    const at = await broughtTo('reported', as, aReport(differing))
    await takenOn(as, at, ['t1.duty', 'accept', { categoryCode: '0201', ...accept }])
    return (await detail('t1.duty', at.id)).exchanges.firstContact
  }
  const nameOf = (account: string) => `测试 ${account}`

  expect(await first({ reporter: caller })).toBe(nameOf('t1v1g1'))
  expect(await first({})).toBe(nameOf('t1.duty'))
  expect(await first({ reporter: caller }, { firstContact: '王芳' })).toBe('王芳')
})

describe('what is written into the record', () => {
  it('changes neither status nor clocks, and makes nobody’s view stale', async () => {
    const before = await broughtTo('handling', as)
    const note = aMove('note', before, { text: '门卫说晚上八点后有人在家。' })
    const noted = await moved(await as('t1.duty'), before, note)

    expect(noted).toMatchObject({ status: 'handling', dueAt: before.dueAt, version: before.version + 1 })
    expect(await seen(await as('t1.force'), before.id)).toMatchObject({ status: 'handling' })
    const urged = await tryMove(await as('t1.dispatcher'), before, aMove('urge', before))
    expect(urged.status).toBe(200)
    expect(await toldTo(as, before, ['t1.force', 'call', called])).toEqual([200, undefined])
  })

  it('is refused whoever has nothing to do with the case, and without words', async () => {
    const at = await broughtTo('handling', as)

    expect(await toldTo(as, at, ['t2.duty', 'note'])).toEqual([404, 'case.unknown'])
    expect(await toldTo(as, at, ['police', 'call'])).toEqual([404, 'case.unknown'])
    expect(await toldTo(as, at, ['t1.leader', 'note'])).toEqual([403, 'permission.missing'])
    expect(await toldTo(as, at, ['t1.duty', 'note', { text: ' ' }])).toEqual([400, 'request.malformed'])
    expect(await toldTo(as, at, ['t1.duty', 'call', { called: 'nobody' }])).toEqual([
      400,
      'request.malformed',
    ])
  })
})

describe('"by telephone"', () => {
  it('is refused a look without a call since the work was done, and granted after one that was answered', async () => {
    const handled = await broughtTo('handling', as)
    const early = await takenOn(as, handled, ['t1.duty', 'call', called])
    const done = await takenOn(as, early, ['t1.force', 'finish'])
    const pass = ['t1.duty', 'pass', { method: 'phone' }] as const

    expect(await toldTo(as, done, pass)).toEqual([409, 'case.callMissing'])
    const missed = await takenOn(as, done, ['t1.duty', 'call', { ...called, callResult: 'noAnswer' }])
    expect(await toldTo(as, missed, pass)).toEqual([409, 'case.callMissing'])
    const asked = await takenOn(as, missed, ['t1.duty', 'call', { ...called, called: 'unit' }])
    expect(await toldTo(as, asked, pass)).toEqual([409, 'case.callMissing'])
    const reached = await takenOn(as, asked, ['t1.duty', 'call', called])
    expect((await takenOn(as, reached, pass)).status).toBe('verified')
  })

  it('is refused a call-back likewise', async () => {
    const closed = await closedAndDrawn()
    const archive = ['t1.duty', 'archive', { method: 'phone' }] as const

    expect(await toldTo(as, closed, archive)).toEqual([409, 'case.callMissing'])
    const reached = await takenOn(as, closed, ['t1.duty', 'call', called])
    expect((await takenOn(as, reached, archive)).status).toBe('archived')
  })
})

describe('a look at who reported', () => {
  it('tells the number to the desk that has to call, and stands in the record once', async () => {
    const done = await broughtTo('done', as, aReport({ reporter: caller }))
    expect((await detail('t1.duty', done.id)).reporter).toMatchObject({
      phone: '139****6666',
      isMasked: true,
    })

    const id = v7()
    const [first, again] = [await look('t1.duty', done.id, id), await look('t1.duty', done.id, id)]

    expect([first.body, again.body]).toEqual([first.body, { ...caller, hideAfterS: 120 }])
    const looks = (await record(done.id)).filter(([move]) => move === 'look')
    expect(looks).toHaveLength(1)
    expect((await detail('t1.duty', done.id)).reporter).toMatchObject({ isMasked: true })
    expect((await takenOn(as, done, ['t1.duty', 'pass'])).status).toBe('verified')
  })

  it('is refused others, walls, archived cases, an id of somebody else, and where nobody left a number', async () => {
    const done = await broughtTo('done', as, aReport({ reporter: caller }))
    const told = async (account: string, caseId = done.id, id = v7()) => {
      const { status, code } = await look(account, caseId, id)
      return [status, code]
    }

    expect(await told('t2.duty')).toEqual([404, 'case.unknown'])
    expect(await told('t1v1g1')).toEqual([403, 'case.notYours'])
    expect(await told('t1v1.officer')).toEqual([403, 'case.notYours'])
    expect(await told('t1.wall')).toEqual([403, 'permission.missing'])
    expect(await told('t1.leader')).toEqual([403, 'permission.missing'])
    expect(await told('t1.duty', v7())).toEqual([404, 'case.unknown'])
    const id = v7()
    await look('t1.duty', done.id, id)
    expect(await told('t1.dispatcher', done.id, id)).toEqual([409, 'command.idTaken'])
    const archived = await takenOn(as, await closedAndDrawn(), ['t1.duty', 'archive'])
    expect(await told('t1.duty', archived.id)).toEqual([409, 'case.illegalMove'])
    const { caseId } = await reported(await as('county.duty'), aReport({ sourceCode: '03' }))
    expect(await told('t1.duty', caseId)).toEqual([404, 'case.noNumber'])
  })

  it('asked by eight at once is eight lines, each once, and no clock has moved', async () => {
    const done = await broughtTo('done', as, aReport({ reporter: caller }))
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => look(n % 2 === 0 ? 't1.duty' : 't1.dispatcher', done.id)),
    )

    expect(answers.map(one => one.status)).toEqual(Array(8).fill(200))
    expect((await record(done.id)).filter(([move]) => move === 'look')).toHaveLength(8)
    expect((await seen(await as('t1.duty'), done.id)).dueAt).toBe(done.dueAt)
  })
})
