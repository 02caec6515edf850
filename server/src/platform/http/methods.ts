import type { FastifyInstance } from 'fastify'

/** The methods an address answers to; empty for no address of ours. */
export type MethodsOf = (url: string) => readonly string[]

interface KnownRoute {
  readonly method: string
  readonly shape: RegExp
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** `/api/cases/:id/moves` as a pattern of addresses; a trailing `*` takes the rest. */
const shapeOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('/')
      .map(part => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : escaped(part)))
      .join('/')}$`,
  )

/** Notes the routes as they are added, so that a wrong method can be told from a wrong address. */
export function noteMethods(http: FastifyInstance): MethodsOf {
  const known: KnownRoute[] = []
  http.addHook('onRoute', ({ method, url }) => {
    if (url === '/*') return
    for (const one of [method].flat()) known.push({ method: one, shape: shapeOf(url) })
  })
  return url => {
    const path = url.split('?', 1)[0] ?? ''
    return [...new Set(known.filter(({ shape }) => shape.test(path)).map(({ method }) => method))].sort()
  }
}
