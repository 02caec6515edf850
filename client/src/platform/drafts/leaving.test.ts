import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { useDrafts } from './drafts.store.ts'
import { useDraft } from './useDraft.ts'

const accountId = '01900000-0000-7000-8000-000000000300'
const name = 'case.1.reject'
const deviceKey = btoa('0123456789abcdef0123456789abcdef')

interface SavedDraft {
  version: number
  savedAt: string
  words: string
  beside?: { words: string; savedAt: string }
}
/** What the server has, by name, and whether it takes anything at present. */
let rows: Map<string, SavedDraft>
let isTaking: boolean
/** So often is nobody there who answers what there is. */
let silences: number

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const refusal = (code: string, status: number) =>
  json({ type: '', title: '', status, code, detail: {} }, status)

function put(
  of: string,
  { seenVersion, ...words }: Omit<SavedDraft, 'version' | 'savedAt'> & { seenVersion: number },
) {
  if (!isTaking) return refusal('platform.overloaded', 503)
  if ((rows.get(of)?.version ?? seenVersion) !== seenVersion) return refusal('draft.stale', 409)
  const head = { version: seenVersion + 1, savedAt: '2026-11-24T02:00:00.000Z' }
  rows.set(of, { ...head, ...words })
  return json({ name: of, ...head })
}
/** The server's part: what its own tests hold it to. */
async function answered(
  address: string,
  { method = 'GET', body = '' }: { method?: string; body?: string } = {},
) {
  const of = decodeURIComponent(address.replace(/^.*\/drafts\/?/, '').replace(/\?.*$/, ''))
  if (of === '' && silences > 0) {
    silences -= 1
    return refusal('platform.overloaded', 503)
  }
  if (of === '') {
    const items = [...rows].map(([one, { version, savedAt }]) => ({ name: one, version, savedAt }))
    return json({ items, deviceKey })
  }
  if (method === 'PUT') {
    const sent: Parameters<typeof put>[1] = JSON.parse(body)
    return put(of, sent)
  }
  if (method === 'DELETE') rows.delete(of)
  const row = rows.get(of)
  return method === 'DELETE' ? json({}) : row ? json({ name: of, ...row }) : refusal('draft.unknown', 404)
}

let pages: (() => void)[]
/** One page of the browser, on which the account is signed in. */
async function aPage() {
  const scope = effectScope()
  const drafts = scope.run(() => {
    setActivePinia(createPinia())
    return useDrafts()
  })
  if (!drafts) throw new Error('the page is closed')
  pages.push(() => {
    drafts.clearDevice()
    scope.stop()
  })
  drafts.openFor(accountId)
  await drafts.ready()
  return drafts
}
type DraftPage = Awaited<ReturnType<typeof aPage>>

async function leave(page: DraftPage): Promise<void> {
  await page.flush()
  page.clearDevice()
}
/** Both versions that a page offers of the form, whichever it takes for its own. */
async function bothAt(page: DraftPage): Promise<unknown[]> {
  const own = await page.restore(name)
  return [own?.words, page.others.get(name)?.words].sort()
}
const stored = () => Object.keys(localStorage).filter(key => key.startsWith('shuniu.draft'))

beforeEach(() => {
  vi.stubGlobal('fetch', answered)
  localStorage.clear()
  rows = new Map()
  isTaking = true
  silences = 0
  pages = []
})
afterEach(() => {
  for (const close of pages) close()
  vi.unstubAllGlobals()
})

/** Two pages that wrote the same form, neither of which the server has been given. */
async function twoPages() {
  const [one, other] = [await aPage(), await aPage()]
  one.keep(name, '甲')
  other.keep(name, '乙')
  return { one, other }
}

describe('signing out while two versions of a form wait', () => {
  it('leaves both to the server and none on the device, and both come back on another', async () => {
    const { one } = await twoPages()

    await leave(one)

    expect(stored()).toEqual([])
    expect(await bothAt(await aPage())).toEqual(['乙', '甲'])
  })

  it('leaves both where the server has another version than the device', async () => {
    const one = await aPage()
    rows.set(name, { version: 1, savedAt: '2026-11-24T02:00:00.000Z', words: '"丙"' })
    one.keep(name, '甲')

    await leave(one)

    expect(stored()).toEqual([])
    expect(await bothAt(await aPage())).toEqual(['丙', '甲'])
  })

  it('leaves them on the device as long as the server takes none', async () => {
    const { one } = await twoPages()
    isTaking = false

    await leave(one)

    expect(rows.size).toBe(0)
    expect(await bothAt(await aPage())).toEqual(['乙', '甲'])
    expect(JSON.stringify(localStorage)).not.toMatch(/甲|乙/)
  })

  it('takes along what only another page has typed', async () => {
    const [one, other] = [await aPage(), await aPage()]
    other.keep(name, '乙')

    await leave(one)

    expect([stored(), rows.get(name)?.words]).toEqual([[], '"乙"'])
  })

  it('takes along the other words when those of this page were sent', async () => {
    const { one } = await twoPages()
    one.discard(name)

    await leave(one)

    expect([stored(), rows.get(name)?.words]).toEqual([[], '"乙"'])
  })
})

describe('a form that opens while nobody answers what was kept', () => {
  const words = { text: '甲' }
  const openForm = () => {
    const form = shallowRef({ text: '' })
    const fill = (kept: typeof words) => (form.value = kept)
    const accepts = (kept: unknown): kept is typeof words => typeof kept === 'object' && kept !== null
    const scope = effectScope()
    scope.run(() => useDraft({ name, words: () => form.value, fill, accepts }))
    pages.push(() => scope.stop())
    return form
  }
  /** What the account left on this device, and a page opened anew on which the server is silent at first. */
  async function reloaded() {
    const before = await aPage()
    before.keep(name, words)
    vi.useFakeTimers()
    silences = 2
    void aPage()
  }
  afterEach(() => vi.useRealTimers())

  it('has its words back once somebody does', async () => {
    await reloaded()
    const form = openForm()
    expect(form.value.text).toBe('')

    await vi.advanceTimersByTimeAsync(60_000)

    expect(form.value).toEqual(words)
  })

  it('offers them beside what was typed meanwhile', async () => {
    await reloaded()
    const form = openForm()
    form.value = { text: '乙' }

    await vi.advanceTimersByTimeAsync(60_000)

    const drafts = useDrafts()
    expect([drafts.kept.get(name)?.words, drafts.others.get(name)?.words]).toEqual([{ text: '乙' }, words])
  })
})

describe('a form that was sent or thrown away', () => {
  it('leaves no trace though it was just on its way to the server', async () => {
    const page = await aPage()
    page.keep(name, '甲')
    const isSent = page.flush()
    // The server has it, and its answer is still to come.
    for (let turns = 0; rows.size === 0 && turns < 1_000; turns += 1) await Promise.resolve()
    page.discard(name)
    await isSent

    await vi.waitFor(() => expect(rows.size).toBe(0))
    expect(page.hasAny('case.1.')).toBe(false)
  })

  it('elsewhere is asked for once, and told of no more', async () => {
    rows.set(name, { version: 1, savedAt: '2026-11-24T02:00:00.000Z', words: '"丙"' })
    const page = await aPage()
    rows.clear()

    expect(await page.restore(name)).toBeUndefined()
    expect(page.hasAny('case.1.')).toBe(false)
  })
})

describe('two versions that came back from the server', () => {
  const cameBack = async () => {
    await leave((await twoPages()).one)
    const page = await aPage()
    await bothAt(page)
    return page
  }

  it('are one once it is chosen', async () => {
    const page = await cameBack()

    page.settle(name, '乙')
    await page.flush()

    expect(rows.get(name)).toMatchObject({ words: '"乙"' })
    expect(rows.get(name)).not.toHaveProperty('beside')
  })

  it('are the one that is left once the other is sent', async () => {
    const page = await cameBack()
    const left = page.others.get(name)?.words

    page.discard(name)

    await vi.waitFor(() => expect(rows.get(name)?.words).toBe(JSON.stringify(left)))
    expect(rows.get(name)).not.toHaveProperty('beside')
  })
})
