import { Seen, livePath, type LiveRefusal, type WatchAck } from '@shuniu/shared/live'
import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { Compile } from 'typebox/compile'
import type { Log } from '../db/index.ts'
import { end, readWatch, refusal, type LiveServer, type LiveSocket, type Watching } from '../hub/index.ts'
import type { Admission } from './admission.ts'
import { Rate } from './limits.ts'

/** A side that has gone silent is noticed after at most the sum of these, in milliseconds. */
const ping = { pingInterval: 10_000, pingTimeout: 8_000 }
const maxMessageBytes = 16 * 1024
/** Messages that are not of the protocol, or too many of them, that a socket may send in a row of ten seconds. */
const strikes = { perSecond: 1, burst: 10 }

const seenShape = Compile(Seen)

/** The socket server: WebSocket alone, uncompressed (compression costs five times the CPU), small messages in. */
export function openServer(): LiveServer {
  return new Server({
    path: livePath,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: maxMessageBytes,
    ...ping,
  })
}

interface GatewayOptions {
  readonly io: LiveServer
  readonly http: HttpServer
  readonly admission: Admission
  readonly watching: Watching
  /** After a socket has closed, for whatever reason. */
  readonly left: (socket: LiveSocket) => void
  readonly log: Log
}

/** Binds the socket server to the HTTP server and its two messages to what answers them. */
export function bindGateway({ io, http, admission, watching, left, log }: GatewayOptions): void {
  io.attach(http, { allowRequest: admission.allowRequest })
  io.use(admission.admit)
  io.on('connection', socket => {
    socket.once('disconnect', () => left(socket))
    if (admission.wasCutSince(socket.data.actor.accountId, socket.data.openedAtMs)) {
      end(socket, 'session.none')
      return
    }
    listen(socket, watching, log)
  })
}

type WatchAnswer = (answer: WatchAck | LiveRefusal) => void

const isAnswer = (ack: unknown): ack is WatchAnswer => typeof ack === 'function'
const answerer = (ack: unknown): WatchAnswer => (isAnswer(ack) ? ack : () => undefined)

function listen(socket: LiveSocket, watching: Watching, log: Log): void {
  const patience = new Rate(strikes.perSecond, strikes.burst)
  const watches = new Rate(5, 10)
  const seens = new Rate(2, 4)
  const strike = (why: 'live.malformed' | 'live.tooMany') => {
    if (!patience.takes()) end(socket, why)
  }

  socket.on('watch', (sent: unknown, ack: unknown) => {
    const answer = answerer(ack)
    if (!watches.takes()) {
      answer(refusal('live.tooMany', 'at most five watches a second'))
      strike('live.tooMany')
      return
    }
    const options = readWatch(sent)
    if ('refusal' in options) {
      answer(options)
      strike('live.malformed')
      return
    }
    watching.watch(socket, options, answer).catch((cause: unknown) => {
      log.warn({ cause }, 'a watch could not be answered; its socket begins anew')
      end(socket, 'platform.unavailable')
    })
  })
  socket.on('seen', (sent: unknown) => {
    if (!seens.takes()) strike('live.tooMany')
    else if (seenShape.Check(sent)) socket.data.seen = sent.through
    else strike('live.malformed')
  })
  socket.onAny((name: string) => {
    if (name !== 'watch' && name !== 'seen') strike('live.malformed')
  })
}
