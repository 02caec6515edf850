import type { FastifyReply } from 'fastify'

/** JSON that was written before it was asked for. */
export interface WrittenJson {
  readonly text: string
  readonly etag: string
}

/** Whatever the handler grants is sent as it was written; a client that has it already is answered 304. */
export function sendAsWritten(reply: FastifyReply, { text, etag }: WrittenJson): void {
  reply.headers({ etag, 'content-type': 'application/json; charset=utf-8' }).serializer(() => text)
}
