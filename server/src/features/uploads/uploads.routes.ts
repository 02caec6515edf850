import type { Actor } from '@shuniu/shared/identity'
import type { Result } from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RefusedAtEdge } from '../../platform/http/index.ts'
import type { Authenticate } from '../../platform/routes/index.ts'
import { uploadsPath, type TusLane } from './lane.ts'
import { sendFile } from './serving.ts'
import type { Shelf } from './shelf.ts'
import type { UploadCommands } from './uploads.commands.ts'
import type { Upload, UploadQueries } from './uploads.queries.ts'

export interface UploadRoutes {
  readonly commands: UploadCommands
  readonly queries: UploadQueries
  readonly shelf: Shelf
  readonly lane: TusLane
  readonly authenticate: Authenticate
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

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

const idOf = ({ url }: FastifyRequest): string => url.slice(uploadsPath.length + 1).split(/[/?]/, 1)[0] ?? ''

/** Answers to the protocol's requests, with who may send and what becomes of a file decided around it. */
function answersOf({ commands, queries, shelf, lane, authenticate }: UploadRoutes) {
  async function actorOf(request: FastifyRequest): Promise<Actor> {
    const actor = await authenticate(request)
    if (!actor) throw new RefusedAtEdge('session.none')
    return actor
  }
  async function seen(request: FastifyRequest, which: keyof UploadQueries): Promise<Upload> {
    const upload = await queries[which](idOf(request), await actorOf(request))
    if (!upload) throw new RefusedAtEdge('upload.unknown')
    return upload
  }
  const settle = async (id: string) => granted(await commands.settle(id).catch(tellDisk))

  return {
    async begin({ request, reply }: Exchange) {
      const actor = await actorOf(request)
      const length = Number(request.headers['upload-length'])
      if (!Number.isInteger(length) || length < 1) throw new RefusedAtEdge('request.malformed')
      const id = granted(await commands.begin(length, actor))
      const said = await lane.answer(request, id)
      if (said.offsetB === length) await settle(id)
      return reply.code(said.status).headers(said.headers).send()
    },
    async take({ request, reply }: Exchange) {
      const { id, sizeB } = await seen(request, 'own')
      const said = await lane.answer(request)
      if (said.offsetB === sizeB) await settle(id)
      return reply.code(said.status).headers(said.headers).send()
    },
    /** A phone that lost the last answer asks here, and learns the same. */
    async tellOffset({ request, reply }: Exchange) {
      const { id, sizeB, completedAt } = await seen(request, 'own')
      const hasArrived = completedAt !== null || (await shelf.arrivedB(id)) === sizeB
      if (hasArrived) await settle(id)
      const whole = { 'tus-resumable': '1.0.0', 'upload-offset': sizeB, 'upload-length': sizeB }
      const { headers } = hasArrived ? { headers: whole } : await lane.answer(request)
      return reply.code(200).headers(headers).header('cache-control', 'no-store').send()
    },
    async show({ request, reply }: Exchange) {
      return sendFile(shelf, await seen(request, 'readable'), { request, reply })
    },
  }
}

/** Mounts the protocol and the files' addresses; its bodies are read by the protocol alone. */
export async function mountUploads(http: FastifyInstance, parts: UploadRoutes): Promise<void> {
  const answers = answersOf(parts)
  const routes = [
    ['POST', uploadsPath, '开始上传(tus)', answers.begin],
    ['PATCH', `${uploadsPath}/:id`, '续传(tus)', answers.take],
    ['HEAD', `${uploadsPath}/:id`, '已传长度(tus)', answers.tellOffset],
    ['GET', `${uploadsPath}/:id/file`, '附件', answers.show],
  ] as const
  await http.register(async scope => {
    scope.addContentTypeParser('application/offset+octet-stream', (_, __, done) => done(null))
    for (const [method, url, summary, answer] of routes) {
      scope.route({
        ...{ method, url, schema: { summary } },
        handler: (request, reply) => answer({ request, reply }),
      })
    }
  })
}
