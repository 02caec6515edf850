import Fastify, { type FastifyBaseLogger, type FastifyServerOptions } from 'fastify'

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

/** Log lines carry ids and routes: no query, header, cookie or body, where names and phones may stand. */
export const logging = (level: string): NonNullable<FastifyServerOptions['logger']> =>
  level === 'silent'
    ? false
    : {
        level,
        base: null,
        serializers: {
          req: ({ method, url }: { method: string; url: string }) => ({ method, path: pathOf(url) }),
          res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
          cause: (cause: unknown) => errorOf(cause),
        },
      }

/** The same log before there is a server, and beside it. */
export const bareLog = (level: string): FastifyBaseLogger => Fastify({ logger: logging(level) }).log

interface LoggedError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly cause?: LoggedError
}

const maxMessage = 500

/** The first line of a failed query holds the statement and its values: the values stay out of the log. */
function errorOf(cause: unknown): LoggedError {
  if (!(cause instanceof Error)) return { name: typeof cause, message: String(cause), stack: undefined }
  const message = (cause.message.split('\nparams:', 1)[0] ?? '').slice(0, maxMessage)
  const stack = cause.stack
    ?.split('\n')
    .filter(line => line.startsWith('    at '))
    .join('\n')
  return {
    name: cause.name,
    message,
    stack,
    ...(cause.cause !== undefined && { cause: errorOf(cause.cause) }),
  }
}
