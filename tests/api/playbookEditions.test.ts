import {
  listEditions,
  listPlaybooks,
  previewEdition,
  seeCase,
  setPlaybook,
  standardPlaybooks,
  withdrawEdition,
  type CaseDetail,
  type EditionView,
  type PlaybookContent,
  type PostedEdition,
} from '@shuniu/shared/cases'
import { listActs } from '@shuniu/shared/audit'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { broughtTo, takenOn } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let as: People
let admin: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  admin = await as('county.admin')
})
afterAll(() => running.drop())

const standard = (code: string): PlaybookContent => {
  const content = standardPlaybooks.find(one => one.code === code)?.content
  if (!content) throw new Error(code)
  return content
}
const withStep = (code: string, text: string): PlaybookContent => {
  const content = standard(code)
  return { ...content, steps: [{ code: 'added', text, withinMin: 7 }, ...content.steps.slice(1)] }
}
const aWater: PlaybookContent = {
  ...standard('manhole'),
  name: '供水管破裂处置预案',
  kinds: ['E0704'],
  steps: [{ code: 'shut', text: '通知供水企业关阀' }],
}
const countOf = async (code: string) => (await admin.call(listEditions, { query: { code } })).body.edition
interface SentEdition {
  readonly by?: Browser
  readonly id?: string
  readonly seen?: number
}
const posted = async (edition: Partial<PostedEdition>, { by = admin, id = v7(), seen }: SentEdition = {}) => {
  const body = {
    code: 'fire',
    effectiveFrom: '2026-11-24',
    content: withStep('fire', '先问地点'),
    ...edition,
  }
  const known = seen ?? (body.code === null ? 0 : await countOf(body.code))
  return by.call(setPlaybook, { body: { id, seen: known, reason: '县应急〔2026〕3号', ...body } })
}
async function made(edition: Partial<PostedEdition>): Promise<EditionView> {
  const answer = await posted(edition)
  if (answer.code !== undefined) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
const inForce = async (code: string, on?: string) =>
  (await admin.call(listPlaybooks, { query: on === undefined ? {} : { on } })).body.items.find(
    one => one.code === code,
  )
const detail = async (id: string): Promise<CaseDetail> =>
  (await (await as('t1.duty')).call(seeCase, { params: { id } })).body

describe('an edition of a playbook', () => {
  it('holds from its day on for cases accepted then; those under way keep what they are worked by', async () => {
    const before = await broughtTo('accepted', as, aReport({ level: 'red', categoryCode: 'E0501' }))
    clock.moveOnS(60)
    const edition = await made({})
    const after = await broughtTo('accepted', as, aReport({ level: 'red', categoryCode: 'E0501' }))

    const [old, fresh] = [(await detail(before.id)).playbook, (await detail(after.id)).playbook]
    expect([old?.edition, fresh?.edition]).toEqual([0, edition.edition])
    expect(fresh?.content.steps[0]).toEqual({ code: 'added', text: '先问地点', withinMin: 7 })
    const tick = { playbook: 'fire', edition: 0, step: 'callFire', stepResult: 'done' }
    await takenOn(as, before, ['t1.duty', 'tick', tick])
    expect((await detail(before.id)).playbook?.ticks).toHaveLength(1)
  })

  it('of a day to come is shown on that day, and may be withdrawn until then', async () => {
    const toCome = await made({
      code: 'fight',
      effectiveFrom: '2026-12-10',
      content: withStep('fight', '先问有无器械'),
    })
    expect(toCome.state).toBe('toCome')
    expect((await inForce('fight'))?.edition).toBe(0)
    expect((await inForce('fight', '2026-12-10'))?.edition).toBe(toCome.edition)

    const withdrawn = await admin.call(withdrawEdition, {
      params: { id: toCome.edition },
      body: { reason: '另行发文' },
    })
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', withdrawnWhy: '另行发文' })
    expect((await inForce('fight', '2026-12-10'))?.edition).toBe(0)
  })

  it('adds one of the county’s own, ends one, and stands in the record of acts', async () => {
    const own = await made({ code: null, content: aWater })
    expect(own).toMatchObject({ code: 'own1', name: '供水管破裂处置预案', state: 'inForce' })
    expect((await inForce('own1'))?.content?.kinds).toEqual(['E0704'])

    const ended = await made({ code: 'workAccident', content: null })
    expect(ended).toMatchObject({ name: '生产安全事故处置预案', content: null })
    expect(await inForce('workAccident')).toBeUndefined()

    const auditor = await as('county.auditor')
    const acts = await auditor.call(listActs, { query: {} })
    expect(acts.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['playbook.set', 'playbook.end', 'playbook.withdraw']),
    )
  })

  it('is previewed with the steps that come and go, and what is open', async () => {
    await broughtTo('accepted', as, aReport({ level: 'orange', categoryCode: 'E0507' }))
    await broughtTo('reported', as, aReport({ level: 'red', categoryCode: 'E0507' }))
    const body = { code: 'drowning', effectiveFrom: '2026-11-24', content: withStep('drowning', '先问水深') }
    const { body: effects } = await admin.call(previewEdition, { body })

    expect(effects).toMatchObject({ code: 'drowning', openCases: 1, waitingCases: 1, added: ['先问水深'] })
    expect(effects.dropped).toHaveLength(1)
    expect((await inForce('drowning'))?.edition).toBe(0)
  })

  it('sent twice is one, and of two who edit at once the second is told', async () => {
    const id = v7()
    const [seen, content] = [await countOf('crowd'), withStep('crowd', '先报值班长')]
    const first = await posted({ code: 'crowd', content }, { id, seen })
    const again = await posted({ code: 'crowd', content }, { id, seen })
    expect([first.status, again.status, again.body.edition]).toEqual([201, 200, first.body.edition])
    expect((await posted({ code: 'crowd' }, { id, seen })).code).toBe('command.idTaken')

    const stale = await posted({ code: 'crowd', content: withStep('crowd', '另一步') }, { seen })
    expect(stale.body).toMatchObject({ code: 'playbook.stale', detail: { by: '测试 county.admin' } })
  })
})

const refused: readonly (readonly [string, Partial<PostedEdition>, string])[] = [
  ['a day that is none', { effectiveFrom: '2026-02-30' }, 'playbook.notADay'],
  ['a day that is over', { effectiveFrom: '2026-11-20' }, 'playbook.pastDay'],
  ['a playbook that there is not', { code: 'nothing' }, 'playbook.unknown'],
  ['no change', { code: 'houseCollapse', content: standard('houseCollapse') }, 'playbook.unchanged'],
  ['a kind of no catalogue', { code: null, content: { ...aWater, kinds: ['E7777'] } }, 'category.unknown'],
  ['a kind that another has', { code: null, content: { ...aWater, kinds: ['E0503'] } }, 'playbook.kindTaken'],
  [
    'one step twice',
    { code: null, content: { ...aWater, kinds: ['E0702'], steps: [...aWater.steps, ...aWater.steps] } },
    'playbook.stepTwice',
  ],
  ['no steps', { code: null, content: { ...aWater, steps: [] } }, 'request.malformed'],
]

describe('is refused', () => {
  it.each(refused)('%s', async (_, edition, code) => {
    expect((await posted(edition)).code).toBe(code)
    if (code === 'request.malformed') return
    const body = { code: 'fire', effectiveFrom: '2026-11-24', content: withStep('fire', '预览'), ...edition }
    expect((await admin.call(previewEdition, { body })).code).toBe(code)
  })

  it('whoever does not keep the county’s set-up, and a withdrawal of what holds, is gone or is not there', async () => {
    const duty = await as('t1.duty')
    const own = await made({ code: null, content: { ...aWater, name: '路灯', kinds: ['E0702'] } })
    const withdraw = async (id: number, by = admin, reason = '理由') =>
      (await by.call(withdrawEdition, { params: { id }, body: { reason } })).code

    expect((await duty.call(listPlaybooks, { query: {} })).code).toBe('permission.missing')
    expect((await duty.call(listEditions, { query: {} })).code).toBe('permission.missing')
    expect((await posted({}, { by: duty })).code).toBe('permission.missing')
    expect((await admin.call(listPlaybooks, { query: { on: '2026-02-30' } })).code).toBe('playbook.notADay')
    expect(await withdraw(own.edition)).toBe('playbook.inForce')
    expect(await withdraw(999_999)).toBe('playbook.unknownEdition')
    expect(await withdraw(own.edition, duty)).toBe('permission.missing')
    const toCome = await made({ code: 'fire', effectiveFrom: '2027-01-01', content: null })
    await withdraw(toCome.edition)
    expect(await withdraw(toCome.edition, await as('county.director'))).toBe('playbook.withdrawn')
  })
})
