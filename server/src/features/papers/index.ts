import { grant } from '@shuniu/shared/kernel'
import { listPapers, paperFileName, paperRefusals, seePaper, writePaper } from '@shuniu/shared/papers'
import type { FastifyReply } from 'fastify'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { paperQueriesOf, type PaperGround } from './papers.queries.ts'
import { wordOf } from './word/document.ts'

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A name in Chinese for those who read RFC 6266, the case's number for the rest. */
const asFile = (reply: FastifyReply, names: { readonly plain: string; readonly full: string }) =>
  reply.headers({
    'content-type': wordType,
    'content-disposition': `attachment; filename="${names.plain}"; filename*=UTF-8''${encodeURIComponent(names.full)}`,
    'x-content-type-options': 'nosniff',
  })

/** 文书: the paper forms of a case, to be looked at, printed, and taken away as Word files. */
export function papersFeature(platform: Platform, ground: PaperGround): ServerFeature {
  const queries = paperQueriesOf({ ...platform, ...ground })
  return {
    name: 'papers',
    refusals: paperRefusals,
    bind: on => {
      on(listPapers, ({ params, actor }) => queries.list(params.id, actor))
      on(seePaper, ({ params, query, actor }) => queries.see({ ...params, ...query }, actor))
      on(writePaper, async ({ params, query, actor, reply }) => {
        const seen = await queries.see({ ...params, ...query }, actor)
        if (!seen.ok) return seen
        const word = await wordOf(seen.value)
        asFile(reply, { plain: `${seen.value.caseNumber}.docx`, full: paperFileName(seen.value) })
        return grant(word)
      })
    },
  }
}
