import { createReadStream } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RefusedAtEdge } from '../../platform/http/index.ts'
import type { UploadShelf } from './shelf.ts'
import type { Upload } from './uploads.queries.ts'

interface ByteRange {
  readonly start: number
  readonly end: number
}

/** The one span of bytes a player asks for (RFC 9110 §14.2); the whole when it asks for none, or for several. */
export function spanOf(range: string | undefined, sizeB: number): ByteRange | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, sizeB - Number(to)) : Number(from)
  const end = from === '' || to === '' ? sizeB - 1 : Math.min(Number(to), sizeB - 1)
  return start > end ? 'beyond' : { start, end }
}

/** Sends a kept file, never as anything that a browser could run. */
export async function sendFile(
  shelf: UploadShelf,
  row: Upload,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const sizeB = await shelf.keptB(row.id)
  if (sizeB === undefined || row.mediaType === null) throw new RefusedAtEdge('upload.unknown')
  const span = spanOf(request.headers.range, sizeB)
  void reply.headers({
    'content-type': row.mediaType,
    'content-disposition': `inline; filename="${row.id}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    etag: `"${row.id}"`,
  })
  if (span === 'beyond') return reply.code(416).header('content-range', `bytes */${sizeB}`).send()
  const { start, end } = span ?? { start: 0, end: sizeB - 1 }
  if (span) void reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeB}`)
  return reply
    .header('content-length', end - start + 1)
    .send(createReadStream(shelf.kept(row.id), { start, end }))
}
