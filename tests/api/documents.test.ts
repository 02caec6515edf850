import { listDocuments, seeDocument, writeDocument } from '@shuniu/shared/documents'
import type { CaseView } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { broughtTo, takenOn } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { unzipped } from '../builders/zip.ts'

let running: RunningApp
let as: People
let supervised: CaseView

beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
  supervised = await takenOn(as, await broughtTo('handling', as), [
    't1.director',
    'supervise',
    { text: '请于 3 日内<说明>原因 & 措施\u202E😀' },
  ])
})
afterAll(() => running.drop())

const list = async (account: string, id: string) =>
  (await as(account)).call(listDocuments, { params: { id } })
const see = async (account: string, id: string, form: string, query: { of?: number } = {}) =>
  (await as(account)).call(seeDocument, { params: { id, form }, query })

/** The Word file as it comes over the wire, with what it is called. */
async function word(account: string, id: string, form: string) {
  const { cookie } = await as(account)
  const answer = await fetch(`${running.url}/api/cases/${id}/documents/${form}/docx`, {
    headers: { cookie },
  })
  const files = unzipped(Buffer.from(await answer.arrayBuffer()))
  const read = (name: string) => files.get(name)?.toString('utf8') ?? ''
  return { headers: answer.headers, names: [...files.keys()], read }
}

/** Every text of a document, in its order. */
const textsOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('\n')

describe('GET /api/cases/:id/documents', () => {
  it('lists what the case has come to, with the number of a notice', async () => {
    const { body } = await list('t1.duty', supervised.id)
    const notice = body.items.find(({ form }) => form === 'superviseNotice')

    expect(body.items.map(({ form }) => form)).toEqual(
      expect.arrayContaining(['disputeRegister', 'dispatchOrder', 'mediationRecord', 'mediationAgreement']),
    )
    expect(body.items.map(({ form }) => form)).not.toContain('volumeCover')
    expect(body.awaited).toContainEqual({ form: 'volumeCover', name: '案卷封面', since: '结案之后' })
    expect(notice).toMatchObject({ name: '督办通知书', of: supervised.version })
    expect(notice?.number).toBe(supervised.supervision?.number)
  })

  it('is refused for a case of another township, and for no case at all', async () => {
    const foreign = await list('t2.duty', supervised.id)
    const none = await list('t1.duty', '01900000-0000-7000-8000-0000000000ff')

    expect([foreign.status, foreign.code, none.code]).toEqual([404, 'case.unknown', 'case.unknown'])
  })
})

describe('GET /api/cases/:id/documents/:form', () => {
  it('fills in the notice from its entry', async () => {
    const { body } = await see('t1.duty', supervised.id, 'superviseNotice', { of: supervised.version })
    const texts = body.blocks.flatMap(block => (block.kind === 'paragraph' ? [block.text] : []))

    expect(body.head).toEqual({ issuer: '城关镇综治中心', number: supervised.supervision?.number })
    expect(texts).toContain('请于 3 日内<说明>原因 & 措施😀')
    expect(body.note).toBeNull()
  })

  it('shows the reporter only to those handling the case', async () => {
    const { body } = await list('t1.force', supervised.id)
    const [register] = body.items.filter(({ form }) => form === 'disputeRegister')
    const reporterFor = async (account: string) => {
      const { body: caseDocument } = await see(account, supervised.id, register?.form ?? '')
      const cells = caseDocument.blocks.flatMap(block => (block.kind === 'table' ? block.rows.flat() : []))
      return cells[cells.findIndex(({ text }) => text === '申请人') + 1]?.text
    }

    expect(await reporterFor('t1.force')).toBe('测试 t1v1g1')
    expect(await reporterFor('county.supervisor')).toBe('测*')
  })

  it.each([
    ['of a name that no form has', 'superviseNotices', {}, 404, 'document.unknown'],
    ['of an entry that is none of its form', 'superviseNotice', { of: 1 }, 404, 'document.unknown'],
    ['of what has not happened yet', 'returnVisit', {}, 409, 'document.notYet'],
    ['of an entry that is no number', 'superviseNotice', { of: -1 }, 400, 'request.malformed'],
  ])('is refused for a form %s', async (_, form, query, status, code) => {
    const refused = await see('t1.duty', supervised.id, form, query)

    expect([refused.status, refused.code]).toEqual([status, code])
  })

  it('says in its refusal when there will be one', async () => {
    const refused = await see('t1.duty', supervised.id, 'volumeCover')

    expect(refused.body).toMatchObject({ detail: { name: '案卷封面', since: '结案之后' } })
  })

  it('is refused to whoever sees of a sensitive case only that there is one', async () => {
    const secret = await broughtTo('handling', as, aReport({ categoryCode: 'E0205' }))
    const listed = await list('county.supervisor', secret.id)
    const refused = await see('county.supervisor', secret.id, 'dispatchOrder')

    expect(secret.sensitive).toBe(true)
    expect([listed.body, refused.status]).toEqual([{ items: [], awaited: [] }, 403])
    expect(refused.code).toBe('document.masked')
    expect((await see('t1.force', secret.id, 'dispatchOrder')).status).toBe(200)
  })
})

describe('GET /api/cases/:id/documents/:form/docx', () => {
  it('is a Word file under its own name', async () => {
    const { headers, names } = await word('t1.duty', supervised.id, 'superviseNotice')
    const full = encodeURIComponent(`督办通知书-${supervised.number}.docx`)

    expect(headers.get('content-type')).toMatch(/wordprocessingml\.document$/)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="${supervised.number}.docx"; filename*=UTF-8''${full}`,
    )
    expect(names).toEqual(expect.arrayContaining(['[Content_Types].xml', 'word/document.xml']))
  })

  it('is set on A4 with the margins, grid and fonts of an official document', async () => {
    const { read } = await word('t1.duty', supervised.id, 'superviseNotice')
    const xml = read('word/document.xml')

    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"')
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(xml).toMatch(/<w:docGrid (?=[^>]*w:linePitch="579")(?=[^>]*w:type="default")/)
    expect(xml).toContain('<w:spacing w:val="-5"/>')
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体'])
      expect(xml).toContain(`w:eastAsia="${font}"`)
    expect(xml).toContain('w:line="579" w:lineRule="exact"')
  })

  it('numbers its pages in 四号宋体 at the foot', async () => {
    const { read, names } = await word('t1.duty', supervised.id, 'superviseNotice')
    const feet = names.filter(name => /^word\/footer\d\.xml$/.test(name)).map(read)

    expect(feet).toHaveLength(2)
    for (const foot of feet) {
      expect(foot).toContain('PAGE')
      expect(foot).toContain('w:eastAsia="宋体"')
      expect(foot).toContain('<w:sz w:val="28"/>')
    }
  })

  it('rules every line that is left to be written on', async () => {
    const { body } = await see('t1.duty', supervised.id, 'mediationRecord')
    const blank = body.blocks.flatMap((block, i) =>
      block.kind === 'paragraph' && block.look === 'blank' ? [i] : [],
    )
    const { read } = await word('t1.duty', supervised.id, 'mediationRecord')
    const rules = read('word/document.xml').match(/<w:bottom w:val="dotted"[^>]*>/g) ?? []

    expect(blank.length).toBeGreaterThan(1)
    expect(rules).toHaveLength(blank.length)
    for (const [n, i] of blank.entries()) if (blank[n + 1] === i + 1) expect(rules[n]).not.toBe(rules[n + 1])
  })

  it('escapes what would be markup and says the same as the page', async () => {
    const { read } = await word('t1.duty', supervised.id, 'superviseNotice')
    const xml = read('word/document.xml')
    const { body } = await see('t1.duty', supervised.id, 'superviseNotice')
    const said = body.blocks.flatMap(block => (block.kind === 'paragraph' ? [block.text] : []))
    const escaped = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

    expect(xml).toContain('请于 3 日内&lt;说明&gt;原因 &amp; 措施😀')
    for (const text of said) expect(textsOf(xml)).toContain(escaped(text))
  })

  it.each(['nothing', 'returnVisit'])('is refused as the page is: %s', async form => {
    const page = await see('t1.duty', supervised.id, form)
    const file = await (
      await as('t1.duty')
    ).call(writeDocument, { params: { id: supervised.id, form }, query: {} })

    expect([file.status, file.code]).toEqual([page.status, page.code])
  })

  it('makes every form of the case', async () => {
    const closed = await takenOn(
      as,
      await broughtTo('handling', as),
      ['t1.force', 'askExtension'],
      ['t1.director', 'grantExtension'],
      ['t1.force', 'finish', { text: '水'.repeat(2_000) }],
      ['t1.duty', 'pass'],
      ['t1.duty', 'close'],
    )
    const { body } = await list('t1.duty', closed.id)
    const [account, forms] = ['t1.duty', [...new Set(body.items.map(({ form }) => form))]]

    expect(forms).toEqual(
      expect.arrayContaining(['extensionForm', 'resultForm', 'checkForm', 'volumeContents']),
    )
    for (const form of forms) {
      const { read } = await word(account, closed.id, form)
      expect([form, read('word/document.xml').length > 1_000]).toEqual([form, true])
    }
  })
})
