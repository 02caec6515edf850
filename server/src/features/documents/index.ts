import { grant } from '@shuniu/shared/kernel'
import {
  listDocuments,
  documentFileName,
  documentRefusals,
  seeDocument,
  writeCaseList,
  writeDocument,
} from '@shuniu/shared/documents'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { asAttachment } from '../../platform/routes/index.ts'
import { xlsxType } from '../../platform/sheets/index.ts'
import { caseListOf } from './caseList.ts'
import { documentQueriesOf, type DocumentGround } from './documents.queries.ts'
import { wordOf } from './word/document.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** 文书: the document forms of a case, to be looked at, printed, and taken away as Word files. */
export function documentsFeature(platform: Platform, ground: DocumentGround): ServerFeature {
  const queries = documentQueriesOf({ ...platform, ...ground })
  return {
    name: 'documents',
    refusals: documentRefusals,
    bind: on => {
      on(listDocuments, ({ params, actor }) => queries.list(params.id, actor))
      on(seeDocument, ({ params, query, actor }) => queries.see({ ...params, ...query }, actor))
      on(writeDocument, async ({ params, query, actor, reply }) => {
        const seen = await queries.see({ ...params, ...query }, actor)
        if (!seen.ok) return seen
        const word = await wordOf(seen.value)
        asAttachment(reply, {
          type: wordType,
          plain: `${seen.value.caseNumber}.docx`,
          full: documentFileName(seen.value),
        })
        return grant(word)
      })
      on(writeCaseList, async ({ body, actor, reply }) => {
        const at = platform.clock.now()
        const chosen = await ground.cases.chosen(body.ids, actor)
        const file = await caseListOf(chosen, { units: ground.units, actor, at })
        platform.log.info({ accountId: actor.accountId, n: chosen.length }, 'a list of cases was taken away')
        asAttachment(reply, { type: xlsxType, plain: 'cases.xlsx', full: `事件清单${at.slice(0, 10)}.xlsx` })
        return grant(file)
      })
    },
  }
}
