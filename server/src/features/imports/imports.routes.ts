import { rm } from 'node:fs/promises'
import { may, owedBy } from '@shuniu/shared/identity'
import {
  checkImport,
  importKind,
  importKindNames,
  importsPermission,
  listImports,
  mayImport,
  runImport,
  seeImport,
  takeImportSlips,
  undoImport,
  writeImportTemplate,
  writeMarkedImport,
  type ImportView,
} from '@shuniu/shared/imports'
import { CommandId, grant, grantNew, isOneOf, refuse, type Result } from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Check } from 'typebox/value'
import { RefusedAtEdge } from '../../platform/http/index.ts'
import { asAttachment, type Authenticate, type HttpExchange, type On } from '../../platform/routes/index.ts'
import { arrive } from './intake.ts'
import type { ImportCommands } from './imports.commands.ts'
import type { ImportQueries } from './imports.queries.ts'
import type { ImportRow } from './imports.repo.ts'
import { importerOf, type Importer } from './sight.ts'
import { slipsFile } from './writing/slips.ts'
import { templateOf } from './writing/template.ts'
import { xlsxType } from '../../platform/sheets/index.ts'

interface ImportRoutes {
  readonly commands: ImportCommands
  readonly queries: ImportQueries
  /** There is work to be done. */
  readonly wake: () => void
  readonly marked: (row: ImportRow) => Promise<Uint8Array>
  readonly read: (row: ImportRow, path: string) => void
  readonly authenticate: Authenticate
  readonly arrivals: string
}

const asFile = (reply: FastifyReply, name: string) =>
  asAttachment(reply, { type: xlsxType, plain: 'import.xlsx', full: name })

export function bindImports(on: On, { commands, queries, wake, marked }: ImportRoutes): void {
  const told = async (result: Result<ImportRow>): Promise<Result<ImportView>> => {
    if (!result.ok) return result
    wake()
    return grant(await queries.view(result.value))
  }
  on(listImports, async ({ query, actor }) => grant(await queries.list(query.after, importerOf(actor))))
  on(seeImport, ({ params, actor }) => queries.see(params.id, importerOf(actor)))
  on(checkImport, async ({ params, body, actor }) =>
    told(await commands.check(params.id, body, importerOf(actor))),
  )
  on(runImport, async ({ params, body, actor }) =>
    told(await commands.run(params.id, body, importerOf(actor))),
  )
  on(undoImport, async ({ params, body, actor }) =>
    told(await commands.undo(params.id, body, importerOf(actor))),
  )
  on(writeMarkedImport, async ({ params, actor, reply }) => {
    const found = await queries.row(params.id, importerOf(actor))
    if (!found.ok) return found
    const { state, fileName, counts } = found.value
    if (counts === null && state !== 'failed') return refuse('import.wrongState', { state })
    const file = await marked(found.value)
    asFile(reply, `标注-${fileName.replace(/\.[^.]*$/, '')}.xlsx`)
    return grant(file)
  })
  on(takeImportSlips, async ({ params, actor, reply }) => {
    const slips = await commands.takeSlips(params.id, importerOf(actor))
    if (!slips.ok) return slips
    asFile(reply, '一次性密码.xlsx')
    return grant(await slipsFile(slips.value))
  })
  on(writeImportTemplate, async ({ params, actor, reply }) => {
    if (!mayImport(actor, params.kind)) {
      return refuse('permission.missing', { needs: importKind(params.kind).needs })
    }
    asFile(reply, `${importKind(params.kind).name}导入模板.xlsx`)
    return grant(await templateOf(params.kind))
  })
}

async function importer(request: FastifyRequest, authenticate: Authenticate): Promise<Importer> {
  const actor = await authenticate(request)
  if (!actor) throw new RefusedAtEdge('session.none')
  const owed = owedBy(actor)
  if (owed) throw new RefusedAtEdge(owed)
  if (!may(actor, importsPermission))
    throw new RefusedAtEdge('permission.missing', { needs: importsPermission })
  return importerOf(actor)
}

const field = (query: unknown, key: string): string => {
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, key) : undefined
  return typeof value === 'string' ? value : ''
}

/** A name as it is shown and sent back: no path, no letters that break a line. */
const shownName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}/\\]/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '')
    .trim()
    .slice(-120) || '未命名'

/** Mounts the address that takes a file: its bytes are the body, its kind and name stand in the query. */
export async function mountImports(http: FastifyInstance, routes: ImportRoutes): Promise<void> {
  async function take({ request, reply }: HttpExchange) {
    const by = await importer(request, routes.authenticate)
    const id = field(request.params, 'id')
    const kind = field(request.query, 'kind')
    if (!Check(CommandId, id)) throw new RefusedAtEdge('request.malformed')
    if (!isOneOf(importKindNames, kind)) throw new RefusedAtEdge('import.unknownKind', { kind })
    const arrived = await arrive(request.raw, { folder: routes.arrivals, name: `${id}-${request.id}` })
    const fileName = shownName(field(request.query, 'name'))
    const begun = await routes.commands.begin({ id, kind, fileName, fileHash: arrived.fileHash }, by)
    if (!begun.ok || !begun.isNew) await rm(arrived.path, { force: true })
    if (!begun.ok) throw new RefusedAtEdge(begun.refusal.code, begun.refusal.detail)
    if (begun.isNew) routes.read(begun.value, arrived.path)
    const view = await routes.queries.view(begun.value)
    return reply.code(begun.isNew ? 201 : 200).send((begun.isNew ? grantNew(view) : grant(view)).value)
  }
  await http.register(async scope => {
    scope.addContentTypeParser('application/octet-stream', (_, __, done) => done(null))
    scope.route({
      method: 'PUT',
      url: '/api/imports/:id/file',
      schema: { summary: '发送要导入的文件' },
      handler: (request, reply) => take({ request, reply }),
    })
  })
}
