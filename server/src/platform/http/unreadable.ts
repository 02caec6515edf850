import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ProblemBook } from '../problems/index.ts'

/** What never becomes a request of a route is told by the same problem details as everything else. */
const book = new ProblemBook([])

const codes: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'request.headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.tooSlow',
}

const type = 'application/problem+json; charset=utf-8'

/** Answers an address that no route can be found for, since it cannot be decoded or a part of it is too long. */
export function answerBadAddress(requestId: string, response: ServerResponse): void {
  const faults = [{ at: '/', message: 'the address cannot be read' }]
  const problem = book.problemOf({ code: 'request.malformed', detail: { faults } }, requestId)
  response.writeHead(problem.status, { 'content-type': type, 'x-request-id': requestId })
  response.end(JSON.stringify(problem))
}

/** Answers bytes that are no HTTP, headers without end and requests that never end; then hangs up. */
export function hangUp(error: Error & { readonly code?: unknown }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const code = codes[String(error.code)] ?? 'request.malformed'
  const problem = book.problemOf({ code, detail: {} }, randomUUID())
  const body = JSON.stringify(problem)
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${problem.status} Refused`,
      `content-length: ${Buffer.byteLength(body)}`,
      `content-type: ${type}`,
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroy(error)
}
