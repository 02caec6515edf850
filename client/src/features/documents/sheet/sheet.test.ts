import {
  faces,
  headRed,
  type CaseDocument,
  type DocumentBlock,
  type DocumentCell,
} from '@shuniu/shared/documents'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp, type App } from 'vue'
import DocumentSheet from './DocumentSheet.vue'
import { sheetStyle } from './setting.ts'

const aCell = (text: string, named: Partial<DocumentCell> = {}): DocumentCell => ({
  look: 'value',
  text,
  span: 1,
  lines: 1,
  foot: null,
  ...named,
})
const aDocument = (named: Partial<CaseDocument> = {}): CaseDocument => ({
  form: 'superviseNotice',
  name: '督办通知书',
  title: '督办通知书',
  caseId: '01900000-0000-7000-8000-000000000001',
  caseNumber: 'ZZ341222-20261125-0001',
  head: { issuer: '太和县综治中心', number: 'DB341222-20261125-0001' },
  number: null,
  note: null,
  blocks: [],
  ...named,
})

const shown: App[] = []
/** The document as it stands in a page. */
function sheetOf(named: Partial<CaseDocument>): HTMLElement {
  // oxlint-disable-next-line typescript/no-unsafe-argument -- only vue-tsc knows what a component is
  const app = createApp(DocumentSheet, { caseDocument: aDocument(named) })
  const place = document.createElement('div')
  app.mount(place)
  shown.push(app)
  return place
}
const textsIn = (place: HTMLElement, selector: string) =>
  [...place.querySelectorAll(selector)].map(one => one.textContent.trim())

afterEach(() => shown.splice(0).forEach(app => app.unmount()))

describe('the sheet of a document', () => {
  it('has the issuer and the number above the title, and no number of a form', () => {
    const sheet = sheetOf({})

    expect(textsIn(sheet, 'header > *')).toEqual(['太和县综治中心', 'DB341222-20261125-0001', '督办通知书'])
  })

  it('of a form has the number of the case below the title', () => {
    const sheet = sheetOf({ head: null, title: '核查单', number: '编号：ZZ341222-20261125-0001' })

    expect(textsIn(sheet, 'header > *')).toEqual(['核查单', '编号：ZZ341222-20261125-0001'])
  })

  it('sets a long issuer smaller, so that it stays on one line', () => {
    const sizeOf = (issuer: string) =>
      sheetOf({ head: { issuer, number: '' } }).querySelector<HTMLElement>('.issuer')?.style.fontSize

    expect(sizeOf('太和县综治中心')).toBe('')
    expect(sizeOf('某'.repeat(26))).toBe('17pt')
  })

  it('shows each block in its order, and text as text', () => {
    const blocks: DocumentBlock[] = [
      { kind: 'paragraph', look: 'addressee', text: '城关镇派出所：' },
      { kind: 'paragraph', look: 'body', text: '请<b>说明</b>原因 & 措施' },
      { kind: 'paragraph', look: 'blank', text: '' },
      { kind: 'attachments', names: ['照片（2 张）', '录音（1 段）'] },
      { kind: 'seal', unit: '太和县综治中心', date: '二〇二六年十一月二十五日' },
      { kind: 'signers', people: [{ label: '签发', name: '' }] },
    ]
    const sheet = sheetOf({ blocks })

    expect(textsIn(sheet, '.addressee, .body, .blank, .attachments li, .seal p, .signers li')).toEqual([
      '城关镇派出所：',
      '请<b>说明</b>原因 & 措施',
      '',
      '附件：1．照片（2 张）',
      '2．录音（1 段）',
      '太和县综治中心',
      '二〇二六年十一月二十五日',
      '签发：',
    ])
    expect(sheet.querySelector('b')).toBeNull()
  })

  it('says the head of a list again on every page, and lets only a row with a long text break and stand alone', () => {
    const rows = [
      [aCell('序号', { look: 'label' }), aCell('题名', { look: 'label' })],
      [aCell('1'), aCell('催办通知书')],
      [aCell('2'), aCell('水'.repeat(400))],
    ]
    const sheet = sheetOf({ blocks: [{ kind: 'table', shares: [20, 80], hasHead: true, rows }] })

    expect(textsIn(sheet, 'thead th')).toEqual(['序号', '题名'])
    expect([...sheet.querySelectorAll('tbody tr')].map(row => row.className)).toEqual(['kept', 'long'])
    expect([...sheet.querySelectorAll('col')].map(col => col.style.width)).toEqual(['20%', '80%'])
  })

  it('gives a box its room, a line more for who signs, and the columns that it fills', () => {
    const rows = [[aCell('意见', { look: 'label' }), aCell('', { span: 3, lines: 4, foot: '签名：' })]]
    const sheet = sheetOf({ blocks: [{ kind: 'table', shares: [15, 36, 15, 34], hasHead: false, rows }] })

    expect(sheet.querySelector('tr')?.style.height).toBe(`${5 * faces.table.linePt + 10}pt`)
    expect(sheet.querySelector('td.signed')?.getAttribute('colspan')).toBe('3')
    expect(textsIn(sheet, '.foot')).toEqual(['签名：'])
  })

  it('says 演示数据 on a form of a demo county alone', () => {
    const isDemo = (note: string | null) => sheetOf({ note }).querySelector('.demo') !== null

    expect([isDemo('演示数据'), isDemo(null)]).toEqual([true, false])
  })
})

describe('the type of a sheet', () => {
  it('is that of Word: its size, its line, and the same font before all others', () => {
    for (const [look, { font, sizePt, linePt }] of Object.entries(faces)) {
      const start = `${sizePt}pt/${linePt}pt '${font}'`
      expect(sheetStyle[`--${look}`]?.slice(0, start.length)).toBe(start)
    }
    expect(sheetStyle['--red']).toBe(`#${headRed}`)
  })
})
