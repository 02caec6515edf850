import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import type { ProblemBook } from '../../problems/index.ts'
import { docsPage, docsStyle } from './page.ts'

/** Collects the routes bound after this into one description. */
export const collectListing = async (http: FastifyInstance): Promise<void> => {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '枢纽 Shuniu',
        version: '1',
        description:
          '县级综治中心指挥调度平台接口。Refusals are problem details (RFC 9457) with a stable `code`.',
      },
    },
    hideUntagged: false,
  })
}

/**
 * `/api/openapi.json`, and the same to read at `/api/docs`: a page of ours, since the usual viewers need inline
 * scripts and styles, which our own policy forbids.
 */
export function tellListing(http: FastifyInstance, book: ProblemBook): void {
  const hidden = { schema: { hide: true } }
  let page: string | undefined
  http.get('/api/openapi.json', hidden, async () => http.swagger())
  http.get('/api/docs', hidden, async (_, reply) => {
    page ??= docsPage(http.swagger(), book.rows())
    return reply.type('text/html; charset=utf-8').send(page)
  })
  http.get('/api/docs.css', hidden, async (_, reply) => reply.type('text/css; charset=utf-8').send(docsStyle))
}
