import type { CaseDetail, CaseView } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { sendPicked } from '../uploads/index.ts'
import { aCaseDetail, aCaseView } from './builders.ts'
import { makeMove, moveRefusalText, useCases, useMoveForm, useOpenedCase } from './index.ts'
import { caseMessages } from './messages.ts'

const caseId = '01900000-0000-7000-8000-000000000100'
const aView = (named: Partial<CaseView> = {}): CaseView =>
  aCaseView({ id: caseId, status: 'accepted', version: 2, lastMove: 'accept', ...named })
const aDetail = (seen: CaseView): CaseDetail => aCaseDetail(seen, { text: '路灯不亮', openMoves: ['assign'] })
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const aCommand = {
  caseId,
  seenVersion: 1,
  command: { move: 'accept', categoryCode: '0101', level: 'blue' },
} as const

/** Answers each request by the next of the replies, the last one for ever; gives the ids that were sent. */
function answering(...replies: (() => Response)[]): unknown[] {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    if (typeof body === 'string') sent.push(JSON.parse(body).id)
    const reply = replies.length > 1 ? replies.shift() : replies[0]
    return reply?.() ?? answer(500, {})
  })
  return sent
}
const noNetwork = (): Response => {
  throw new TypeError('no network')
}

beforeEach(() => {
  setActivePinia(createPinia())
  addMessages('cases', caseMessages)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function made(command: Parameters<typeof makeMove>[0] = aCommand) {
  const making = makeMove(command)
  await vi.runAllTimersAsync()
  return making
}

describe('a move from the client', () => {
  it('puts the case that comes back', async () => {
    answering(() => answer(200, aView()))

    expect(await made()).toMatchObject({ ok: true })
    expect(useCases().byId.get(caseId)).toMatchObject({ status: 'accepted', version: 2 })
  })

  it('sends a command whose reply was lost again under the same id', async () => {
    const sent = answering(noNetwork, noNetwork, noNetwork, () => answer(200, aView()))

    expect(await made()).toMatchObject({ ok: false, refusal: { code: 'link.down' } })
    expect(await made()).toMatchObject({ ok: true })

    expect(sent).toHaveLength(4)
    expect(new Set(sent).size).toBe(1)
  })

  it('makes a new id for a command that was answered, and for another command', async () => {
    const sent = answering(() => answer(200, aView()))

    await made()
    await made()
    await made({ ...aCommand, seenVersion: 3 })

    expect(new Set(sent).size).toBe(3)
  })

  it('reads the case anew when its view is stale, and says who was there first', async () => {
    const change = {
      at: '2026-11-24T06:05:00.000Z',
      move: 'assign',
      actorName: '王五',
      actorUnit: '县公安局',
    }
    answering(() => answer(200, aDetail(aView())))
    await useOpenedCase().open(caseId)
    answering(
      () => answer(409, { code: 'case.stale', detail: { changes: [change] } }),
      () => answer(200, aDetail(aView({ version: 4, status: 'assigned' }))),
    )

    const refused = await made()

    expect(useOpenedCase().detail?.case.version).toBe(4)
    const said = refused.ok ? '' : moveRefusalText(refused.refusal, Date.parse('2026-11-24T07:00:00.000Z'))
    expect(said).toContain('县公安局 王五 已于 14:05 办理「派遣」')
  })
})

describe('the opened case', () => {
  it('is read anew when a fact is ahead of it', async () => {
    const replies = [2, 3].map(version => () => answer(200, aDetail(aView({ version }))))
    answering(...replies)
    const opened = useOpenedCase()
    await opened.open(caseId)

    useCases().put(aView({ version: 3 }))
    await vi.waitFor(() => expect(opened.detail?.case.version).toBe(3))
  })

  it('is closed, and named, when it leaves', async () => {
    answering(() => answer(200, aDetail(aView())))
    const opened = useOpenedCase()
    await opened.open(caseId)

    useCases().drop({ id: caseId, version: 3 })
    await nextTick()

    expect(opened.detail).toBeUndefined()
    expect(opened.left?.number).toBe('ZZ341222-20261124-0001')
  })
})

/** A server that answers when it is told to; the moves it was sent, in turn. */
function aSlowServer() {
  const moves: string[] = []
  const answers: ((view: CaseView) => void)[] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const sent: { move: string } = JSON.parse(body)
    moves.push(sent.move)
    return new Promise<Response>(resolve => answers.push(view => resolve(answer(200, view))))
  })
  async function settle(view?: CaseView) {
    if (view) answers.shift()?.(view)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { moves, settle }
}

function aForm() {
  const seen = shallowRef(aView({ status: 'assigned', version: 4 }))
  const done: string[] = []
  const form = useMoveForm({
    seen: () => seen.value,
    opening: () => ({}),
    sendPicked,
    done: move => void done.push(move),
    refused: sentence => expect.unreachable(sentence),
  })
  return { seen, done, form }
}

describe('a button of a move', () => {
  const signed = aView({ status: 'signed', version: 5 })

  it('that is pressed twice makes the move once', async () => {
    const { moves, settle } = aSlowServer()
    const { form, done } = aForm()

    form.open('sign')
    form.open('sign')
    await settle()
    expect(moves).toEqual(['sign'])
    await settle(signed)

    expect(moves).toEqual(['sign'])
    expect(done).toEqual(['sign'])
  })

  it('that comes by the live stream before the move before it is answered makes its move after it', async () => {
    const { moves, settle } = aSlowServer()
    const { form, seen, done } = aForm()

    form.open('sign')
    await settle()
    seen.value = signed
    form.open('start')
    await settle()
    expect(moves).toEqual(['sign'])
    await settle(signed)
    expect(moves).toEqual(['sign', 'start'])
    await settle(aView({ status: 'handling', version: 6 }))

    expect(done).toEqual(['sign', 'start'])
    expect(form.isSending.value).toBe(false)
  })
})

describe('a form that takes along what leads to it', () => {
  const accepted = aView({ version: 5 })
  const filled = { ownerUnitId: '01900000-0000-7000-8000-000000000007' }
  function aLedForm() {
    const seen = shallowRef(aView({ status: 'reported', version: 4 }))
    const refused: string[] = []
    const form = useMoveForm({
      seen: () => seen.value,
      leading: (_, known) => (known.status === 'reported' ? 'accept' : undefined),
      opening: move => (move === 'accept' ? { categoryCode: '0101', level: 'blue' } : filled),
      sendPicked,
      done: () => undefined,
      refused: sentence => void refused.push(sentence),
    })
    return { seen, form, refused }
  }

  it('sends both, the second once the first is made', async () => {
    const { moves, settle } = aSlowServer()
    const { form, seen } = aLedForm()

    form.open('assign')
    void form.submit()
    await settle()
    expect(moves).toEqual(['accept'])
    seen.value = accepted
    await settle(accepted)
    expect(moves).toEqual(['accept', 'assign'])
    await settle(aView({ status: 'assigned', version: 6 }))

    expect(form.move.value).toBeUndefined()
  })

  it('sends each of them once, pressed three times', async () => {
    const { moves, settle } = aSlowServer()
    const { form, seen, refused } = aLedForm()

    form.open('assign')
    for (let pressed = 0; pressed < 3; pressed += 1) void form.submit()
    await settle()
    seen.value = accepted
    await settle(accepted)
    await settle(aView({ status: 'assigned', version: 6 }))

    expect([moves, refused]).toEqual([['accept', 'assign'], []])
  })

  it('sends what was on its way already no second time', async () => {
    const { moves, settle } = aSlowServer()
    const { form, seen } = aLedForm()

    form.open('accept')
    void form.submit()
    await settle()
    form.open('assign')
    void form.submit()
    await settle()
    expect(moves).toEqual(['accept'])
    seen.value = accepted
    await settle(accepted)

    expect(moves).toEqual(['accept', 'assign'])
  })

  it('sends nothing when what leads to it is refused, and tries it no second time unasked', async () => {
    answering(() => answer(409, { code: 'case.illegalMove', detail: {} }))
    const { form, refused } = aLedForm()

    form.open('assign')
    await form.submit()
    await vi.advanceTimersByTimeAsync(0)

    expect(refused).toHaveLength(1)
    expect(form.lead.value).toBeUndefined()
    expect(form.isSending.value).toBe(false)
  })

  it('sends nothing of a case that was left meanwhile', async () => {
    const { moves, settle } = aSlowServer()
    const { form, seen } = aLedForm()

    form.open('assign')
    void form.submit()
    await settle()
    seen.value = aView({ id: '01900000-0000-7000-8000-000000000101', version: 9 })
    await settle(accepted)

    expect(moves).toEqual(['accept'])
  })
})
