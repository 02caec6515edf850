import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, pipeline, Readable } from 'node:stream'
import { CommandId } from '@shuniu/shared/kernel'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import type { FastifyRequest } from 'fastify'
import { Check } from 'typebox/schema'
import { RefusedAtEdge } from '../../platform/http/index.ts'

export const uploadsPath = '/api/uploads'

/** What the protocol is told of a request: who asks has been decided, and what a file is called is nobody's business. */
const heard = /^(tus-|upload-(?!metadata|concat)|content-(length|type)$)/

/** What the protocol may say back; everything else is the edge's own. */
const said = /^(location|tus-|upload-|cache-control$)/

interface TusRequest {
  readonly web: Request
  /**
   * Lets what the protocol did not read of the body run out: a connection whose body is left standing takes no next
   * request, and the phone that asks on it where to go on would never be answered.
   */
  readonly drain: () => void
}

function asWeb({ raw, method, url, headers }: FastifyRequest): TusRequest {
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && heard.test(name) ? [[name, value]] : [],
  )
  const address = `http://uploads${url}`
  if (method !== 'POST' && method !== 'PATCH')
    return { web: new Request(address, { method, headers: sent }), drain: () => undefined }
  const body = new PassThrough()
  // A connection that breaks ends the body with an error, which the protocol meets as it reads.
  pipeline(raw, body, () => undefined)
  const init: RequestInit = { method, headers: sent }
  Object.assign(init, { body: Readable.toWeb(body), duplex: 'half' })
  const drain = () => {
    raw.unpipe(body)
    raw.resume()
  }
  return { web: new Request(address, init), drain }
}

/** The protocol's own refusals by our codes; what it cannot write to disk is for later: it does not tell why. */
const codeByStatus: Readonly<Record<number, string>> = {
  400: 'request.malformed',
  403: 'upload.unknown',
  404: 'upload.unknown',
  409: 'upload.wrongOffset',
  410: 'upload.unknown',
  412: 'request.malformed',
  413: 'upload.tooLarge',
  415: 'request.unsupported',
  423: 'upload.wrongOffset',
  500: 'upload.noRoom',
}

interface TusReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** How many bytes have arrived, where the protocol says so. */
  readonly offsetB: number | undefined
}

/**
 * The id that a sender made for its file, as `Upload-Metadata` tells it: undefined when it tells none.
 * Refuses: `request.malformed`.
 */
export function toldIdOf({ headers }: FastifyRequest): string | undefined {
  const told = headers['upload-metadata']
  const pairs = typeof told === 'string' ? told.split(',').map(pair => pair.trim().split(' ')) : []
  const found = pairs.find(([key]) => key === 'id')
  if (!found) return undefined
  const id = Buffer.from(found[1] ?? '', 'base64').toString('latin1')
  if (!Check(CommandId, id)) throw new RefusedAtEdge('request.malformed')
  return id
}

/** Where the bytes of arriving files lie: files of ours alone, whatever the process's mask. */
class PrivateFiles extends FileStore {
  override async create(file: Upload): Promise<Upload> {
    const made = await super.create(file)
    const path = join(this.directory, file.id)
    await Promise.all([path, `${path}.json`].map(one => chmod(one, 0o600)))
    return made
  }
}

/**
 * The tus protocol (version 1.0.0: creation, creation with upload) over one folder. It knows offsets and bytes; who may
 * send, how much, how long it is kept and what becomes of a file is decided around it.
 */
export function tusLane(arrivals: string) {
  const store = new PrivateFiles({ directory: arrivals })
  const idByRequest = new WeakMap<object, string>()
  const tus = new Server({
    path: uploadsPath,
    datastore: store,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: request => {
      const id = idByRequest.get(request)
      if (id === undefined) throw new Error('an upload was made without an id')
      return id
    },
  })

  return {
    /** Lets the protocol answer; `id` names the upload that a POST makes. */
    async answer(request: FastifyRequest, id?: string): Promise<TusReply> {
      const { web, drain } = asWeb(request)
      if (id !== undefined) idByRequest.set(web, id)
      const answer = await tus.handleWeb(web).finally(drain)
      if (answer.status >= 400) throw new RefusedAtEdge(codeByStatus[answer.status] ?? 'platform.fault')
      const offset = answer.headers.get('upload-offset')
      return {
        status: answer.status,
        headers: Object.fromEntries([...answer.headers].filter(([name]) => said.test(name))),
        offsetB: offset === null ? undefined : Number(offset),
      }
    },
  }
}

export type TusLane = ReturnType<typeof tusLane>
