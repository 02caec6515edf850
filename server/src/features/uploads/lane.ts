import { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { FastifyRequest } from 'fastify'
import { RefusedAtEdge } from '../../platform/http/index.ts'

export const uploadsPath = '/api/uploads'

/** What the protocol is told of a request: who asks has been decided, and what a file is called is nobody's business. */
const heard = /^(tus-|upload-(?!metadata|concat)|content-(length|type)$)/

/** What the protocol may say back; everything else is the edge's own. */
const said = /^(location|tus-|upload-|cache-control$)/

function asWeb({ raw, method, url, headers }: FastifyRequest): Request {
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && heard.test(name) ? [[name, value]] : [],
  )
  const init: RequestInit = { method, headers: sent }
  const hasBody = method === 'POST' || method === 'PATCH'
  if (hasBody) Object.assign(init, { body: Readable.toWeb(raw), duplex: 'half' })
  return new Request(`http://uploads${url}`, init)
}

/** The protocol's own refusals by our codes; what it cannot write to disk is for later. */
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
}

interface Said {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** How many bytes have arrived, where the protocol says so. */
  readonly offsetB: number | undefined
}

/**
 * The tus protocol (version 1.0.0: creation, creation with upload, expiration) over one folder. It knows offsets and
 * bytes; who may send, how much, and what becomes of a file is decided around it.
 */
export function tusLane(arrivals: string, expiresInMs: number) {
  const store = new FileStore({ directory: arrivals, expirationPeriodInMilliseconds: expiresInMs })
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
    async answer(request: FastifyRequest, id?: string): Promise<Said> {
      const web = asWeb(request)
      if (id !== undefined) idByRequest.set(web, id)
      const answer = await tus.handleWeb(web)
      if (answer.status >= 400) throw new RefusedAtEdge(codeByStatus[answer.status] ?? 'platform.unavailable')
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
