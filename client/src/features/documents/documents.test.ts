import type { DocumentItem } from '@shuniu/shared/documents'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, shallowReactive, type App } from 'vue'
import { addMessages, addWorkRefusals, i18n } from '../../platform/i18n/index.ts'
import { loadPinyin } from '../../platform/pinyin/index.ts'
import { documentMessages } from './messages.ts'
import DocumentSection from './DocumentSection.vue'
import { foundIn, linesOf } from './rows.ts'

const caseId = '01900000-0000-7000-8000-000000000001'
const nowMs = Date.parse('2026-11-25T06:05:00.000Z')
const anItem = (named: Partial<DocumentItem> = {}): DocumentItem => ({
  form: 'urgeNotice',
  name: '催办通知书',
  of: 3,
  at: '2026-11-25T01:30:00.000Z',
  by: '城关镇综治中心',
  number: '',
  ...named,
})
const supervised = anItem({
  form: 'superviseNotice',
  name: '督办通知书',
  of: 4,
  number: 'DB341222-20261125-0007',
})
const register = anItem({ form: 'visitRegister', name: '来访登记表', of: null, at: null, by: '' })

beforeAll(addWorkRefusals)
describe('the list of documents', () => {
  it('tells documents of one form apart by their number, time and author', () => {
    expect(linesOf([anItem(), supervised, register], nowMs).map(({ more }) => more)).toEqual([
      '09:30 城关镇综治中心',
      'DB341222-20261125-0007 09:30 城关镇综治中心',
      '',
    ])
  })

  it.each([
    ['督办', ['督办通知书']],
    ['dbtzs', ['督办通知书']],
    ['tzs', ['催办通知书', '督办通知书']],
    ['0007', ['督办通知书']],
    ['xyz', []],
    ['', ['催办通知书', '督办通知书', '来访登记表']],
  ])('finds by %s', async (typed, names) => {
    await loadPinyin()

    const found = foundIn(linesOf([anItem(), supervised, register], nowMs), typed)

    expect(found.map(({ item }) => item.name)).toEqual(names)
  })
})

describe('the documents of the opened case', () => {
  const shown: App[] = []
  const opened = vi.fn()
  const answers: Response[] = []
  const asked = vi.fn(async () => answers.shift() ?? Promise.reject(new TypeError('no network')))
  const seen = shallowReactive({ id: caseId, version: 4 })

  /** The section as it stands on the card, with what the server will answer. */
  function sectionOf(...replies: Response[]): HTMLElement {
    answers.push(...replies)
    // oxlint-disable-next-line typescript/no-unsafe-argument -- only vue-tsc knows what a component is
    const app = createApp(DocumentSection, { seen, onOpen: opened })
    const place = document.createElement('div')
    document.body.append(place)
    app.use(i18n).mount(place)
    shown.push(app)
    return place
  }
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
  const textOf = (place: HTMLElement, selector: string) => place.querySelector(selector)?.textContent.trim()
  const awaited = [{ form: 'volumeCover', name: '案卷封面', since: '结案之后' }]

  beforeEach(() => {
    setActivePinia(createPinia())
    addMessages('documents', documentMessages)
    vi.stubGlobal('fetch', asked)
  })
  afterEach(() => {
    shown.splice(0).forEach(app => app.unmount())
    answers.splice(0)
    document.body.replaceChildren()
    seen.version = 4
    vi.clearAllMocks()
    vi.unstubAllGlobals()
  })

  it('are being read until they are there', async () => {
    const section = sectionOf(json({ items: [anItem()], awaited }))

    expect(textOf(section, '.line')).toBe('正在读取')
    await vi.waitFor(() => expect(textOf(section, '[data-document] strong')).toBe('催办通知书'))
  })

  it('are told beside those to come, each with when it will be there', async () => {
    const section = sectionOf(json({ items: [anItem()], awaited }))

    await vi.waitFor(() => expect(textOf(section, 'summary')).toBe('还不能打印的 1 种'))
    expect(textOf(section, '[data-awaited="volumeCover"]')).toBe('案卷封面结案之后')
  })

  it('are opened by a click, as the one that was meant', async () => {
    const section = sectionOf(json({ items: [anItem(), supervised], awaited }))

    await vi.waitFor(() => expect(section.querySelector('[data-document="superviseNotice"]')).not.toBeNull())
    section.querySelector<HTMLElement>('[data-document="superviseNotice"]')?.click()

    expect(opened).toHaveBeenCalledWith(supervised)
  })

  it('are none yet, or kept from whoever sees only that there is a sensitive case', async () => {
    const early = sectionOf(json({ items: [], awaited }))
    await vi.waitFor(() => expect(textOf(early, '.line')).toBe('这件事件还没有可以打印的文书。'))

    const masked = sectionOf(json({ items: [], awaited: [] }))
    await vi.waitFor(() => expect(textOf(masked, '.line')).toMatch(/^敏感事件的文书只有办理人员可以查看/))
  })

  it('say why they could not be read, and are read again on demand', async () => {
    const section = sectionOf()
    await vi.waitFor(() => expect(section.querySelector('[role="alert"]')).not.toBeNull())

    answers.push(json({ items: [anItem()], awaited }))
    section.querySelector<HTMLElement>('[role="alert"] button')?.click()

    await vi.waitFor(() => expect(textOf(section, '[data-document] strong')).toBe('催办通知书'))
  })

  it('are read anew when the case has moved on, the old ones standing until then', async () => {
    const section = sectionOf(json({ items: [anItem()], awaited }))
    await vi.waitFor(() => expect(section.querySelectorAll('[data-document]')).toHaveLength(1))

    answers.push(json({ items: [anItem(), supervised], awaited }))
    seen.version = 5

    expect(section.querySelectorAll('[data-document]')).toHaveLength(1)
    await vi.waitFor(() => expect(section.querySelectorAll('[data-document]')).toHaveLength(2))
    expect(asked).toHaveBeenCalledTimes(2)
  })
})
