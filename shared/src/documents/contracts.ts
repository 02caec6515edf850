import * as Type from 'typebox'
import { closed, contract, Id } from '../kernel/index.ts'
import { CaseDocument } from './model.ts'
import { DocumentAwaited, DocumentItem } from './documents.ts'

const ofCase = closed({ id: Id })
/** Any short word: one that names no form is refused as unknown, not as malformed. */
const documentParams = closed({ id: Id, form: Type.String({ minLength: 1, maxLength: 60 }) })
/** The version of the case that gave rise to the document; the latest when absent. */
const query = closed({ of: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })

export const listDocuments = contract({
  name: 'listDocuments',
  method: 'GET',
  path: '/cases/:id/documents',
  summary: '事件的文书',
  shape: {
    params: ofCase,
    reply: closed({ items: Type.Array(DocumentItem), awaited: Type.Array(DocumentAwaited) }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

export const seeDocument = contract({
  name: 'seeDocument',
  method: 'GET',
  path: '/cases/:id/documents/:form',
  summary: '一份文书的内容',
  shape: { params: documentParams, query, reply: CaseDocument },
  needs: 'case.read',
  refuses: ['case.unknown', 'document.unknown', 'document.notYet', 'document.masked'],
})

/** The document as Word keeps it: a file, not JSON. */
export const writeDocument = contract({
  name: 'writeDocument',
  method: 'GET',
  path: '/cases/:id/documents/:form/docx',
  summary: '一份文书的 Word 文件',
  shape: {
    params: documentParams,
    query,
    reply: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  },
  needs: 'case.read',
  refuses: ['case.unknown', 'document.unknown', 'document.notYet', 'document.masked'],
})

/** So many cases are taken away in one table. */
export const mostListed = 1_000

/** The cases named, those that may be seen, as a table for a spreadsheet: xlsx. */
export const writeCaseList = contract({
  name: 'writeCaseList',
  method: 'POST',
  path: '/case-lists',
  summary: '导出事件清单（Excel）',
  shape: {
    body: closed({ ids: Type.Array(Id, { minItems: 1, maxItems: mostListed, uniqueItems: true }) }),
    reply: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  },
  needs: 'case.read',
  refuses: [],
})
