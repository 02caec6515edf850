import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** The pages of the client, all one document that finds its page by the address. */
const pages = [
  'wall',
  'desk',
  'cockpit',
  'centres',
  'm',
  'admin',
  'login',
  'enrol',
  'setup',
  'help',
  'account',
] as const

const yearMs = 365 * 24 * 3_600_000
const unbuilt =
  '前端尚未构建：请用 npm start 启动，或先运行构建。The client has not been built: start with npm start, or build it first.\n'

/** The name of the header that says which build of the client this process serves. */
const buildHeader = 'x-client-build'

/** The entry's file, whose hash changes with any file of the build; undefined where there is none. */
function buildOf(folder: string): string | undefined {
  const document = join(folder, 'index.html')
  if (!existsSync(document)) return undefined
  return /<script type="module"[^>]* src="\/assets\/([^"]+)"/.exec(readFileSync(document, 'utf8'))?.[1]
}

/** Serves the built client: hashed assets for ever, the document anew each time, and no other address. */
export async function servePages(http: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'))
  const build = buildOf(folder)
  if (build !== undefined) {
    http.addHook('onRequest', async ({ url }, reply) => {
      if (url.startsWith('/api/')) void reply.header(buildHeader, build)
    })
  }
  /** A page's own document where the build has made one: the same, and it asks at once for what that page will need. */
  const documentOf = (name: string) =>
    existsSync(join(folder, `${name}.html`)) ? `${name}.html` : 'index.html'
  const page = (name: string, reply: FastifyReply) =>
    isBuilt
      ? reply.header('cache-control', 'no-cache').sendFile(documentOf(name), { cacheControl: false })
      : reply.code(503).type('text/plain; charset=utf-8').send(unbuilt)

  if (isBuilt) {
    await http.register(fastifyStatic, {
      root: folder,
      index: false,
      cacheControl: false,
      // The build has packed them; to do it anew for every browser held up whoever asked for anything else.
      preCompressed: true,
      setHeaders: (reply, path) => {
        const isHashed = path.startsWith(join(folder, 'assets'))
        void reply.header(
          'cache-control',
          isHashed ? `public, max-age=${yearMs / 1_000}, immutable` : 'no-cache',
        )
      },
    })
  }
  http.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/login'))
  for (const name of pages) {
    http.get(`/${name}`, { schema: { hide: true } }, (_, reply) => page(name, reply))
    http.get(`/${name}/*`, { schema: { hide: true } }, (_, reply) => page(name, reply))
  }
}
