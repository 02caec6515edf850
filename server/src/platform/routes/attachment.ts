import type { FastifyReply } from 'fastify'

interface Attachment {
  readonly type: string
  /** For those who read ASCII alone. */
  readonly plain: string
  /** A name in Chinese for those who read RFC 6266. */
  readonly full: string
}

/** Makes a reply a file that is taken away, kept by no cache on its way. */
export const asAttachment = (reply: FastifyReply, { type, plain, full }: Attachment) =>
  reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(full)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
