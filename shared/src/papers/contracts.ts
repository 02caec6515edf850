import * as Type from 'typebox'
import { closed, contract, Id } from '../kernel/index.ts'
import { Paper } from './model.ts'
import { PaperAwaited, PaperItem } from './papers.ts'

const ofCase = closed({ id: Id })
/** Any short word: one that names no form is refused as unknown, not as malformed. */
const paperParams = closed({ id: Id, paper: Type.String({ minLength: 1, maxLength: 60 }) })
/** The version of the case that gave rise to the paper; the latest when absent. */
const query = closed({ of: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })

export const listPapers = contract({
  name: 'listPapers',
  method: 'GET',
  path: '/cases/:id/papers',
  summary: '事件的文书',
  shape: {
    params: ofCase,
    reply: closed({ items: Type.Array(PaperItem), awaited: Type.Array(PaperAwaited) }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

export const seePaper = contract({
  name: 'seePaper',
  method: 'GET',
  path: '/cases/:id/papers/:paper',
  summary: '一份文书的内容',
  shape: { params: paperParams, query, reply: Paper },
  needs: 'case.read',
  refuses: ['case.unknown', 'paper.unknown', 'paper.notYet', 'paper.masked'],
})

/** The paper as Word keeps it: a file, not JSON. */
export const writePaper = contract({
  name: 'writePaper',
  method: 'GET',
  path: '/cases/:id/papers/:paper/docx',
  summary: '一份文书的 Word 文件',
  shape: {
    params: paperParams,
    query,
    reply: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  },
  needs: 'case.read',
  refuses: ['case.unknown', 'paper.unknown', 'paper.notYet', 'paper.masked'],
})
