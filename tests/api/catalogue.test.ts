import {
  amendCatalogue,
  listAmendments,
  listCases,
  previewAmendment,
  seeCatalogue,
  withdrawAmendment,
  type AmendmentView,
  type PostedAmendment,
} from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import { addClockRule } from '@shuniu/shared/clocks'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, moved, seen, tryMove } from '../builders/course.ts'
import { aReport, reported } from '../builders/report.ts'

const clock = testClock()
let running: RunningApp
let admin: Browser
let director: Browser
let duty: Browser
let member: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  admin = await running.signIn('county.admin')
  director = await running.signIn('county.director')
  duty = await running.signIn('t1.duty')
  member = await running.signIn('t1v1g1')
})
afterAll(() => running.drop())

const adding = (name: string, synonyms: string[] = []): PostedAmendment['change'] => ({
  kind: 'add',
  name,
  shortName: name.slice(0, 6),
  defaultLevel: 'yellow',
  synonyms,
})
const aProposal = (differing: Partial<PostedAmendment> = {}): PostedAmendment => ({
  code: 'E0303',
  effectiveFrom: '2026-11-24',
  change: adding('电动车飞线充电', ['飞线']),
  ...differing,
})
const editionOf = async (code: string) => (await admin.call(listAmendments, { query: { code } })).body.edition
const posted = async (differing: Partial<PostedAmendment> = {}, by = admin, id = v7()) => {
  const proposal = aProposal(differing)
  const seenEdition = await editionOf(proposal.code)
  return by.call(amendCatalogue, {
    body: { id, seen: seenEdition, reason: '县综治委〔2026〕7号', ...proposal },
  })
}
async function amended(differing: Partial<PostedAmendment> = {}): Promise<AmendmentView> {
  const answer = await posted(differing)
  if (answer.code !== undefined) throw new Error(JSON.stringify(answer.body))
  return answer.body
}
const withdrawn = (id: number, reason = '报送有误', by = admin) =>
  by.call(withdrawAmendment, { params: { id }, body: { reason } })
const kindNow = async (code: string, by = member) =>
  (await by.call(seeCatalogue, { query: {} })).body.items.find(item => item.code === code)
const reportOf = (categoryCode: string, occurredAt = clock.now()) => aReport({ categoryCode, occurredAt })

describe('POST /api/catalogue/amendments', () => {
  it('adds a kind of the county’s own: a report by it has its level, its name and its class', async () => {
    const answer = await posted()
    const { caseId } = await reported(member, reportOf('E030381'))
    const current = await seen(duty, caseId)
    const listed = await duty.call(listCases, { query: { category: 'E03' } })
    const found = await duty.call(listCases, { query: { q: '飞线充电' } })
    const byStandard = await duty.call(listCases, { query: { q: '用电隐患' } })

    expect([answer.status, answer.body]).toMatchObject([
      201,
      { code: 'E030381', name: '电动车飞线充电', state: 'inForce', madeBy: '测试 county.admin' },
    ])
    expect(await kindNow('E030381')).toMatchObject({ parent: 'E0303', isOwn: true, isChosen: true })
    expect(current).toMatchObject({ level: 'yellow', kindNames: { name: '电动车飞线充电' } })
    expect(current.title).toContain('电动车飞线充电')
    for (const list of [listed, found, byStandard]) {
      expect(list.body.items.map(({ id }) => id)).toContain(caseId)
    }
  })

  it('is written down as an act and told to everybody', async () => {
    const { code } = await amended({ code: 'E06', change: adding('犬只扰民', ['狗叫']) })
    const { rows } = await running.database.pool.query<{ kind: string; reason: string }>(
      'select kind, reason from acts where subject_id = $1',
      [code],
    )
    const told = await running.database.pool.query<{ told: string[] }>(
      `select told from outbox where name = 'catalogue.changed' and body->>'code' = $1`,
      [code],
    )

    expect(rows).toEqual([{ kind: 'category.add', reason: '县综治委〔2026〕7号' }])
    expect(told.rows).toEqual([{ told: ['everyone'] }])
  })

  it('renames a kind from a day on: a case of before keeps its name, also once it is accepted', async () => {
    const before = await reported(member, reportOf('E0702'))
    await amended({ code: 'E0702', change: { kind: 'change', name: '路灯不亮' } })
    const after = await reported(member, reportOf('E0702'))
    const current = await seen(duty, before.caseId)
    const accepted = await moved(duty, current, aMove('accept', current, { categoryCode: 'E0702' }))

    expect([current.title.split(' ').at(-1), accepted.title.split(' ').at(-1)]).toEqual([
      '路灯损坏',
      '路灯损坏',
    ])
    expect((await seen(duty, after.caseId)).title).toContain('路灯不亮')
  })

  it('ends a kind: what happened before is taken, what happened since is refused with what to choose', async () => {
    const stillOpen = reportOf('E0603')
    const { caseId } = await reported(member, stillOpen)
    clock.moveOnS(60)
    await amended({ code: 'E0603', change: { kind: 'end', instead: 'E0602' } })
    clock.moveOnS(60)
    const late = await member.call(makeReport, { body: { ...stillOpen, id: v7() } })
    const fresh = await member.call(makeReport, { body: reportOf('E0603') })
    const current = await seen(duty, caseId)
    const accepted = await tryMove(duty, current, aMove('accept', current, { categoryCode: 'E0603' }))
    const other = await reported(member, reportOf('E0601'))
    const misfiled = await seen(duty, other.caseId)
    const refused = await tryMove(duty, misfiled, aMove('accept', misfiled, { categoryCode: 'E0603' }))

    expect([late.status, fresh.status, accepted.status, refused.code]).toEqual([
      201,
      409,
      200,
      'category.ended',
    ])
    expect(fresh.body).toMatchObject({
      code: 'category.ended',
      detail: { name: '占道经营', from: '2026-11-24', instead: 'E0602', insteadName: '乱堆乱放' },
    })
    expect(await kindNow('E0603')).toMatchObject({ isChosen: false, endedFrom: '2026-11-24' })
  })

  it.each([
    ['catalogue.pastDay', 409, { effectiveFrom: '2026-11-23' }],
    ['catalogue.notADay', 400, { effectiveFrom: '2027-02-30' }],
    ['category.unknown', 400, { code: 'E77' }],
    ['catalogue.unchanged', 409, { change: { kind: 'resume' } }],
    ['catalogue.nameTaken', 409, { change: adding('消防隐患') }],
    ['catalogue.synonymTaken', 409, { change: adding('私拉电线', ['消防隐患']) }],
    ['catalogue.lastResort', 409, { code: 'E9999', change: { kind: 'end' } }],
    ['catalogue.wrongInstead', 400, { change: { kind: 'end', instead: 'E0303' } }],
    ['request.malformed', 400, { change: adding('反\u202E向') }],
    ['request.malformed', 400, { change: adding('响\u0007铃') }],
    ['request.malformed', 400, { change: adding('长'.repeat(500)) }],
    ['request.malformed', 400, { change: adding('好名', ['长'.repeat(500)]) }],
  ] as const)('is refused with %s', async (code, status, differing) => {
    const answer = await posted(differing)

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('is refused without a reason, and to whoever may not', async () => {
    const body = { id: v7(), seen: 0, reason: '　', ...aProposal({ change: adding('无依据') }) }

    expect((await admin.call(amendCatalogue, { body })).code).toBe('request.malformed')
    expect((await duty.call(amendCatalogue, { body: { ...body, reason: '依据' } })).code).toBe(
      'permission.missing',
    )
  })

  it('refuses the second of two who amend one kind at the same moment, and says who was first', async () => {
    const body = {
      seen: await editionOf('E0601'),
      reason: '依据',
      effectiveFrom: '2026-12-01',
      code: 'E0601',
    }
    const change = (name: string) => ({ kind: 'change' as const, name })
    const answers = await Promise.all([
      admin.call(amendCatalogue, { body: { ...body, id: v7(), change: change('垃圾乱倒') } }),
      director.call(amendCatalogue, { body: { ...body, id: v7(), change: change('垃圾暴露') } }),
    ])
    const refused = answers.find(({ code }) => code !== undefined)

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(refused?.body).toMatchObject({
      code: 'catalogue.stale',
      detail: { by: expect.stringContaining('测试') },
    })
  })

  it('refuses another body under the id of a command, and answers the same again alike', async () => {
    const id = v7()
    const first = await posted(
      { code: 'E0609', change: { kind: 'change', defaultLevel: 'yellow' } },
      admin,
      id,
    )
    const again = await posted(
      { code: 'E0609', change: { kind: 'change', defaultLevel: 'yellow' } },
      admin,
      id,
    )
    const other = await posted({ code: 'E0609', change: { kind: 'end' } }, admin, id)

    expect([first.status, again.status, other.code]).toEqual([201, 200, 'command.idTaken'])
    expect(again.body).toEqual(first.body)
  })
})

describe('GET /api/catalogue', () => {
  it('tells the catalogue of a day, and nothing anew while it is the same', async () => {
    await amended({ code: 'E0605', effectiveFrom: '2026-12-10', change: { kind: 'end' } })
    const on = async (day: string) =>
      (await member.call(seeCatalogue, { query: { on: day } })).body.items.find(
        ({ code }) => code === 'E0605',
      )
    const first = await member.get('/api/catalogue')
    const etag = first.headers.get('etag') ?? ''
    const again = await member.send('GET', '/api/catalogue', { headers: { 'if-none-match': etag } })

    expect([(await on('2026-12-09'))?.isChosen, (await on('2026-12-10'))?.isChosen]).toEqual([true, false])
    expect([etag === '', again.status]).toEqual([false, 304])
  })

  it('is refused to a stranger, and for a day that does not exist', async () => {
    const strange = await running.stranger.call(seeCatalogue, { query: {} })
    const unreal = await member.call(seeCatalogue, { query: { on: '2026-02-30' } })

    expect([strange.code, unreal.code]).toEqual(['session.none', 'catalogue.notADay'])
  })
})

describe('GET /api/catalogue/amendments', () => {
  it('tells who said what of a kind, and why, the newest first', async () => {
    await amended({ code: 'E0901', change: { kind: 'change', defaultLevel: 'yellow' } })
    await amended({ code: 'E0901', change: { kind: 'end' }, effectiveFrom: '2027-01-01' })
    const { body } = await director.call(listAmendments, { query: { code: 'E0901' } })

    expect(body.items.map(({ change, state, reason }) => [change.kind, state, reason])).toEqual([
      ['end', 'toCome', '县综治委〔2026〕7号'],
      ['change', 'inForce', '县综治委〔2026〕7号'],
    ])
    expect([body.edition, body.next]).toEqual([2, null])
  })

  it('is refused to whoever does not keep the catalogue', async () => {
    expect((await duty.call(listAmendments, { query: {} })).code).toBe('permission.missing')
  })
})

describe('POST /api/catalogue/amendments/preview', () => {
  it('counts what refers to a kind and what lies below it, and changes nothing', async () => {
    await reported(member, reportOf('E0805'))
    await admin.call(addClockRule, {
      body: {
        id: v7(),
        stage: 'acceptance',
        level: 'blue',
        amount: 1,
        unit: 'h',
        effectiveFrom: '2026-12-01',
        categoryPrefix: 'E0805',
      },
    })
    await amended({ code: 'E0805', change: adding('择校', ['学区']) })
    const { body } = await admin.call(previewAmendment, {
      body: aProposal({ code: 'E0805', change: { kind: 'end' } }),
    })

    expect(body).toEqual({
      code: 'E0805',
      openCases: 1,
      kindsBelow: 1,
      duties: 0,
      clockRules: 1,
    })
    expect(await kindNow('E0805')).toMatchObject({ isChosen: true })
  })

  it('is refused as the amendment would be, and to whoever may not make it', async () => {
    const wrong = await admin.call(previewAmendment, { body: aProposal({ change: adding('消防隐患') }) })
    const foreign = await duty.call(previewAmendment, { body: aProposal() })

    expect([wrong.code, foreign.code]).toEqual(['catalogue.nameTaken', 'permission.missing'])
  })
})

describe('POST /api/catalogue/amendments/:id/withdraw', () => {
  it('takes back what has not begun, and keeps it in the record', async () => {
    const { id } = await amended({ code: 'E0803', effectiveFrom: '2026-12-20', change: { kind: 'end' } })
    const answer = await withdrawn(id)
    const again = await withdrawn(id)
    const { body } = await member.call(seeCatalogue, { query: { on: '2026-12-20' } })

    expect([answer.status, answer.body.state, answer.body.withdrawnWhy]).toEqual([
      200,
      'withdrawn',
      '报送有误',
    ])
    expect(again.body).toMatchObject({ state: 'withdrawn' })
    expect(body.items.find(({ code }) => code === 'E0803')).toMatchObject({ isChosen: true })
    expect(await editionOf('E0803')).toBe(2)
  })

  it('is refused twice by two, once it has begun, and where there is none', async () => {
    const toCome = await amended({ code: 'E0804', effectiveFrom: '2026-12-20', change: { kind: 'end' } })
    const begun = await amended({ code: 'E0806', change: { kind: 'end' } })
    await withdrawn(toCome.id)
    const second = await withdrawn(toCome.id, '另一理由', director)

    expect(second.body).toMatchObject({ code: 'catalogue.withdrawn', detail: { by: '测试 county.admin' } })
    expect((await withdrawn(begun.id)).code).toBe('catalogue.inForce')
    expect((await withdrawn(999_999)).code).toBe('catalogue.unknownAmendment')
    expect((await withdrawn(toCome.id, '理由', duty)).code).toBe('permission.missing')
  })

  it('is refused where another change rests on it', async () => {
    const own = await amended({ code: 'E08', effectiveFrom: '2026-12-20', change: adding('宽带报装') })
    await amended({ code: own.code, effectiveFrom: '2026-12-25', change: { kind: 'end' } })

    expect((await withdrawn(own.id)).code).toBe('catalogue.leanedOn')
  })
})
