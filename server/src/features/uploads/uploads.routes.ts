import type { Actor } from '@shuniu/shared/identity'
import type { Result } from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/feature/index.ts'
import { RefusedAtEdge } from '../../platform/http/index.ts'
import type { Authenticate } from '../../platform/routes/index.ts'
import { uploadsPath, type TusLane } from './lane.ts'
import { sendFile } from './serving.ts'
import type { Shelf } from './shelf.ts'
import type { UploadCommands } from './uploads.commands.ts'
import { uploadOf, type UploadRow } from './uploads.repo.ts'

export interface UploadRoutes extends Pick<Platform, 'database'> {
  readonly commands: UploadCommands
  readonly shelf: Shelf
  readonly lane: TusLane
  readonly authenticate: Authenticate
  /** Whether the actor sees in full some case that the upload belongs to. */
  readonly mayReadMedia: (actor: Actor, uploadId: string) => Promise<boolean>
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedAtEdge(result.refusal.code, result.refusal.detail)
  return result.value
}

const fullDisk = ['ENOSPC', 'EDQUOT', 'EROFS']

/** A disk that takes nothing more is told like a database that does not. */
function tellDisk(cause: unknown): never {
  const isFull = cause instanceof Error && 'code' in cause && fullDisk.includes(String(cause.code))
  throw isFull ? new RefusedAtEdge('platform.unavailable') : cause
}

/** The routes of the protocol, with who may send and what becomes of a file decided around it. */
export async function mountUploads(http: FastifyInstance, routes: UploadRoutes): Promise<void> {
  const { commands, shelf, lane, database } = routes

  async function actorOf(request: FastifyRequest): Promise<Actor> {
    const actor = await routes.authenticate(request)
    if (!actor) throw new RefusedAtEdge('session.none')
    return actor
  }
  /** The upload of the address, for whoever may know of it. */
  async function seen(
    request: FastifyRequest,
    may: (actor: Actor, row: UploadRow) => boolean | Promise<boolean>,
  ): Promise<UploadRow> {
    const actor = await actorOf(request)
    const id = request.url.slice(uploadsPath.length + 1).split(/[/?]/, 1)[0] ?? ''
    const row = idShape.test(id) ? await uploadOf(database.orm, id) : undefined
    if (!row || !(await may(actor, row))) throw new RefusedAtEdge('upload.unknown')
    return row
  }
  const isOwn = (actor: Actor, row: UploadRow) => row.accountId === actor.accountId
  const settle = async (id: string) => granted(await commands.settle(id).catch(tellDisk))

  async function begin({ request, reply }: Exchange) {
    const actor = await actorOf(request)
    const length = Number(request.headers['upload-length'])
    if (!Number.isInteger(length) || length < 1) throw new RefusedAtEdge('request.malformed')
    const id = granted(await commands.begin(length, actor))
    const said = await lane.answer(request, id)
    if (said.offsetB === length) await settle(id)
    return reply.code(said.status).headers(said.headers).send()
  }
  async function take({ request, reply }: Exchange) {
    const row = await seen(request, isOwn)
    const said = await lane.answer(request)
    if (said.offsetB === row.sizeB) await settle(row.id)
    return reply.code(said.status).headers(said.headers).send()
  }
  /** A phone that lost the last answer asks here, and learns the same. */
  async function tellOffset({ request, reply }: Exchange) {
    const row = await seen(request, isOwn)
    const hasArrived = row.completedAt !== null || (await shelf.arrivedB(row.id)) === row.sizeB
    if (hasArrived) await settle(row.id)
    const whole = { 'tus-resumable': '1.0.0', 'upload-offset': row.sizeB, 'upload-length': row.sizeB }
    const { headers } = hasArrived ? { headers: whole } : await lane.answer(request)
    return reply.code(200).headers(headers).header('cache-control', 'no-store').send()
  }

  await http.register(async scope => {
    scope.addContentTypeParser('application/offset+octet-stream', (_, __, done) => done(null))
    const route = (
      method: string,
      url: string,
      [summary, handler]: [string, (exchange: Exchange) => Promise<FastifyReply>],
    ) => {
      scope.route({
        method,
        url,
        schema: { summary },
        handler: (request, reply) => handler({ request, reply }),
      })
    }
    route('POST', uploadsPath, ['开始上传(tus)', begin])
    route('PATCH', `${uploadsPath}/:id`, ['续传(tus)', take])
    route('HEAD', `${uploadsPath}/:id`, ['已传长度(tus)', tellOffset])
    route('GET', `${uploadsPath}/:id/file`, [
      '附件',
      async ({ request, reply }) => {
        const row = await seen(
          request,
          async (actor, one) => isOwn(actor, one) || routes.mayReadMedia(actor, one.id),
        )
        return sendFile(shelf, row, { request, reply })
      },
    ])
  })
}
