import { owedBy, type Actor } from '@shuniu/shared/identity'
import type { Instant, Result } from '@shuniu/shared/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusedAtEdge } from '../../platform/http/index.ts'
import type { Authenticate, HttpExchange } from '../../platform/routes/index.ts'
import { toldIdOf, uploadsPath, type TusLane } from './lane.ts'
import { sendFile } from './serving.ts'
import type { UploadShelf } from './shelf.ts'
import type { Settling } from './settling.ts'
import type { UploadCommands } from './uploads.commands.ts'
import type { Upload, UploadQueries } from './uploads.queries.ts'

export interface UploadRoutes extends Pick<Settling, 'settle'> {
  readonly commands: UploadCommands
  readonly queries: UploadQueries
  readonly shelf: UploadShelf
  readonly lane: TusLane
  readonly authenticate: Authenticate
  /** Whether a moment comes within so many milliseconds. */
  readonly isSoon: (at: Instant, withinMs: number) => boolean
}

function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedAtEdge(result.refusal.code, result.refusal.detail)
  return result.value
}

const fullDisk = ['ENOSPC', 'EDQUOT', 'EROFS']

/** A disk that takes nothing more asks to come again. */
function tellDisk(cause: unknown): never {
  const isFull = cause instanceof Error && 'code' in cause && fullDisk.includes(String(cause.code))
  throw isFull ? new RefusedAtEdge('upload.noRoom') : cause
}

const idOf = ({ url }: FastifyRequest): string => url.slice(uploadsPath.length + 1).split(/[/?]/, 1)[0] ?? ''

/** A file that is about to be forgotten is touched before more of it is waited for. */
const soonMs = 15 * 60_000

/** Answers to the protocol's requests, with who may send and what becomes of a file decided around it. */
function answersOf({ commands, queries, shelf, lane, authenticate, ...parts }: UploadRoutes) {
  const making = new Map<string, Promise<unknown>>()
  async function actorOf(request: FastifyRequest): Promise<Actor> {
    const actor = await authenticate(request)
    if (!actor) throw new RefusedAtEdge('session.none')
    const owed = owedBy(actor)
    if (owed) throw new RefusedAtEdge(owed)
    return actor
  }
  async function seen(request: FastifyRequest, which: 'own' | 'readable'): Promise<Upload> {
    const upload = await queries[which](idOf(request), await actorOf(request))
    if (!upload) throw new RefusedAtEdge('upload.unknown')
    return upload
  }
  /** One that was announced. */
  async function announced(request: FastifyRequest): Promise<Upload & { sizeB: number }> {
    const upload = await seen(request, 'own')
    const { sizeB } = upload
    if (sizeB === null) throw new RefusedAtEdge('upload.unknown')
    return { ...upload, sizeB }
  }
  const settle = async (id: string) => granted(await parts.settle(id).catch(tellDisk))

  /** Makes the place for a file's bytes; one that is there, with what came, stays. */
  async function makePlace(request: FastifyRequest, id: string) {
    await making.get(id)
    if (await shelf.hasPlace(id)) return undefined
    const made = lane.answer(request, id).finally(() => making.delete(id))
    making.set(
      id,
      made.catch(() => undefined),
    )
    return made
  }
  const told = { 'tus-resumable': '1.0.0' }

  return {
    async begin({ request, reply }: HttpExchange) {
      const actor = await actorOf(request)
      const sizeB = Number(request.headers['upload-length'] ?? NaN)
      if (!Number.isInteger(sizeB) || sizeB < 0) throw new RefusedAtEdge('request.malformed')
      const { id, isRepeat } = granted(await commands.begin({ id: toldIdOf(request), sizeB }, actor))
      if (!isRepeat) await shelf.forget(id)
      const isHere = isRepeat && (await queries.own(id, actor))?.completedAt !== null
      const said = isHere ? undefined : await makePlace(request, id)
      if (said?.offsetB === sizeB) await settle(id)
      return reply
        .code(201)
        .headers({ ...told, location: `${uploadsPath}/${id}`, ...said?.headers })
        .send()
    },
    async take({ request, reply }: HttpExchange) {
      const { id, sizeB, completedAt, forgetAt } = await announced(request)
      if (completedAt !== null) {
        await settle(id)
        throw new RefusedAtEdge('upload.wrongOffset')
      }
      if (forgetAt !== null && parts.isSoon(forgetAt, soonMs)) await commands.note(id)
      const said = await lane.answer(request).finally(() => commands.note(id))
      if (said.offsetB === sizeB) await settle(id)
      return reply.code(said.status).headers(said.headers).send()
    },
    /** A phone that lost the last answer asks here, and learns the same. */
    async tellOffset({ request, reply }: HttpExchange) {
      const { id, sizeB, completedAt } = await announced(request)
      const hasArrived = completedAt !== null || (await shelf.arrivedB(id)) === sizeB
      if (hasArrived) await settle(id)
      const whole = { ...told, 'upload-offset': sizeB, 'upload-length': sizeB }
      const { headers } = hasArrived ? { headers: whole } : await lane.answer(request)
      return reply.code(200).headers(headers).header('cache-control', 'no-store').send()
    },
    async takeBack({ request, reply }: HttpExchange) {
      granted(await commands.cancel(await seen(request, 'own')))
      return reply.code(204).headers(told).send()
    },
    async show({ request, reply }: HttpExchange) {
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
    ['DELETE', `${uploadsPath}/:id`, '取消上传(tus)', answers.takeBack],
    ['GET', `${uploadsPath}/:id/file`, '附件', answers.show],
  ] as const
  await http.register(async scope => {
    scope.addContentTypeParser('application/offset+octet-stream', (_, __, done) => done(null))
    for (const [method, url, summary, answer] of routes) {
      scope.route({
        method,
        url,
        schema: { summary },
        handler: (request, reply) => answer({ request, reply }),
      })
    }
  })
}
