import * as Type from 'typebox'
import { closed, CommandId, contract, nullable, oneOf, VersionSeen } from '../kernel/index.ts'
import { importKindNames } from './kinds.ts'
import { ImportView, Mapping } from './model.ts'
import { importsPermission } from './rights.ts'
import { OutlineSystem } from './systems.ts'

const needs = importsPermission
const params = closed({ id: CommandId })
const file = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' })
const version = VersionSeen(0)

/** The newest first, so many at once; `next` is the import after which to go on. */
export const importsTold = 30

export const listImports = contract({
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: '导入记录',
  shape: {
    query: closed({ after: Type.Optional(CommandId) }),
    reply: closed({ items: Type.Array(ImportView), next: nullable(CommandId) }),
  },
  needs,
  refuses: [],
})

export const seeImport = contract({
  name: 'seeImport',
  method: 'GET',
  path: '/imports/:id',
  summary: '一次导入',
  shape: { params, reply: ImportView },
  needs,
  refuses: ['import.unknown'],
})

/** Tries the file without changing anything: answers at once, how far it is says `progress`. */
export const checkImport = contract({
  name: 'checkImport',
  method: 'POST',
  path: '/imports/:id/check',
  summary: '试运行导入',
  shape: {
    params,
    body: closed({
      version,
      sheet: Type.Integer({ minimum: 0, maximum: 49 }),
      mapping: Mapping,
      system: Type.Optional(OutlineSystem),
    }),
    reply: ImportView,
  },
  needs,
  refuses: ['import.unknown', 'import.stale', 'import.wrongState', 'import.wrongMapping'],
})

/** Imports what was checked; `skipsWrong` leaves out the rows that are wrong. */
export const runImport = contract({
  name: 'runImport',
  method: 'POST',
  path: '/imports/:id/run',
  summary: '正式导入',
  shape: { params, body: closed({ version, skipsWrong: Type.Boolean() }), reply: ImportView },
  needs,
  refuses: [
    'import.unknown',
    'import.stale',
    'import.wrongState',
    'import.hasWrong',
    'import.nothing',
    'import.busy',
  ],
})

/** Takes a whole import back; refused with what leans on it. */
export const undoImport = contract({
  name: 'undoImport',
  method: 'POST',
  path: '/imports/:id/undo',
  summary: '撤销导入',
  shape: { params, body: closed({ version }), reply: ImportView },
  needs,
  refuses: ['import.unknown', 'import.stale', 'import.wrongState', 'import.leanedOn', 'import.busy'],
})

/** The file again, with what is wrong in red and a remark at each such cell: xlsx. */
export const writeMarkedImport = contract({
  name: 'writeMarkedImport',
  method: 'GET',
  path: '/imports/:id/marked',
  summary: '标出错误的导入文件',
  shape: { params, reply: file },
  needs,
  refuses: ['import.unknown', 'import.wrongState'],
})

/** The one-time passwords of new accounts, once: xlsx. */
export const takeImportSlips = contract({
  name: 'takeImportSlips',
  method: 'POST',
  path: '/imports/:id/slips',
  summary: '领取一次性密码（只能一次）',
  shape: { params, body: closed({}), reply: file },
  needs,
  refuses: ['import.unknown', 'import.noSlips'],
})

/** An empty table with headings, an explaining row and two examples: xlsx. */
export const writeImportTemplate = contract({
  name: 'writeImportTemplate',
  method: 'GET',
  path: '/imports/templates/:kind',
  summary: '导入模板',
  shape: { params: closed({ kind: oneOf(importKindNames) }), reply: file },
  needs,
  refuses: [],
})
