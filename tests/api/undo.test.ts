import { seeCase, type CaseView } from '@shuniu/shared/cases'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const undone = (sent: CaseView) => aMove('recall', sent, { reason: '10 秒内撤回' })
async function sent(): Promise<CaseView> {
  const by = await as('t1.dispatcher')
  const current = await broughtTo('accepted', as)
  return moved(by, current, aMove('assign', current))
}
const statusOf = async (id: string) =>
  (await (await as('t1.dispatcher')).call(seeCase, { params: { id } })).body.case.status

it('a dispatch undone is a case that waits to be sent, and its unit has it no more', async () => {
  const { body } = await tryMove(await as('t1.dispatcher'), ...pairOf(await sent(), undone))

  expect(body).toMatchObject({ status: 'accepted' })
  expect((await (await as('t1.force')).call(seeCase, { params: { id: body.id } })).code).toBe('case.unknown')
})

it('an undoing that comes after the unit has signed is refused, and says who did what', async () => {
  const current = await sent()
  await moved(await as('t1.force'), current, aMove('sign', current))

  const { code, body } = await tryMove(await as('t1.dispatcher'), ...pairOf(current, undone))

  expect(code).toBe('case.stale')
  expect(body).toMatchObject({ detail: { changes: [{ move: 'sign', actorName: '测试 t1.force' }] } })
  expect(await statusOf(current.id)).toBe('signed')
})

it('of an undoing and a signing in the same moment exactly one is made', async () => {
  const current = await sent()
  const [dispatcher, force] = await Promise.all([as('t1.dispatcher'), as('t1.force')])

  const answers = await Promise.all([
    tryMove(dispatcher, ...pairOf(current, undone)),
    tryMove(force, current, aMove('sign', current)),
  ])

  const refusals = answers.flatMap(({ code }) => code ?? [])
  expect(refusals).toHaveLength(1)
  expect(['case.stale', 'case.unknown', 'case.illegalMove']).toContain(refusals[0])
  expect(await statusOf(current.id)).toBe(answers[0].code === undefined ? 'accepted' : 'signed')
})

it('of two dispatchers who send one case in the same moment one sends it, and the other is told who did', async () => {
  const current = await broughtTo('accepted', as)
  const [township, county] = await Promise.all([as('t1.dispatcher'), as('county.dispatcher')])
  const send = (ownerUnitId: string) => aMove('assign', current, { ownerUnitId })

  const answers = await Promise.all([
    tryMove(township, current, send(unitIds.force(1))),
    tryMove(county, current, send(unitIds.police)),
  ])

  const refused = answers.filter(({ code }) => code !== undefined)
  expect(refused.map(({ code }) => code)).toEqual(['case.stale'])
  expect(refused[0]?.body).toMatchObject({ detail: { changes: [{ move: 'assign' }] } })
  expect(await statusOf(current.id)).toBe('assigned')
})

it('two cases sent to one unit in the same moment both come to it', async () => {
  const [one, other] = [await broughtTo('accepted', as), await broughtTo('accepted', as)]
  const by = await as('t1.dispatcher')

  const answers = await Promise.all(
    [one, other].map(current => tryMove(by, current, aMove('assign', current))),
  )

  expect(answers.map(({ body }) => body.ownerUnitId)).toEqual([unitIds.force(1), unitIds.force(1)])
})

/** A case with what is asked of it. */
function pairOf(current: CaseView, ask: (current: CaseView) => ReturnType<typeof aMove>) {
  return [current, ask(current)] as const
}
