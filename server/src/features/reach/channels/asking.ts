import { again, never, type Sent } from './adapter.ts'

/** How long an outside service may take to answer, headers and body together. */
export const answerWithinMs = 5_000
/** No answer of such a service is longer. */
const longestAnswerB = 65_536

/** What came back, as far as it was an object; `fault` when nothing usable did. */
export type ServiceAnswer =
  | { readonly is: 'answer'; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly is: 'refused'; readonly sent: Sent }

interface AskOptions {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly withinMs?: number
}

/** Seconds after which one may come again, as `Retry-After` says it; undefined where it says nothing usable. */
function retryAfterS(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined
}

async function textOf(response: Response): Promise<string | undefined> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const chunk: unknown = read.value
    if (!(chunk instanceof Uint8Array)) return undefined
    bytes += chunk.byteLength
    if (bytes > longestAnswerB) {
      await reader?.cancel()
      return undefined
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

function objectIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text ?? '')
    return typeof read === 'object' && read !== null ? { ...read } : undefined
  } catch {
    return undefined // What is no JSON is no answer.
  }
}

/** Whether a status is one by which a server says that it cannot just now. */
const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500

/** What a plain status says that carries no word of the service's own. */
export function sentByStatus(status: number, headers: Headers): Sent {
  if (isPassing(status)) return again(`http.${status}`, retryAfterS(headers.get('retry-after')))
  return never(`http.${status}`)
}

const isTimeout = (cause: unknown): boolean => cause instanceof Error && cause.name === 'TimeoutError'

/** Sends and reads within the time; what cannot be reached, hangs or breaks off is for another try. Follows no redirect. */
export async function reachOut(
  url: string | URL,
  { method = 'POST', headers = {}, body, withinMs = answerWithinMs }: AskOptions,
): Promise<{ readonly response: Response; readonly text: string | undefined } | Sent> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
      ...(body !== undefined && { body }),
    })
    return { response, text: await textOf(response) }
  } catch (cause) {
    return again(isTimeout(cause) ? 'timeout' : 'unreachable')
  }
}

/** Asks a service that answers in JSON. */
export async function askJson(
  url: string | URL,
  { body, ...options }: Omit<AskOptions, 'body'> & { readonly body?: object } = {},
): Promise<ServiceAnswer> {
  const told = await reachOut(url, {
    ...options,
    headers: { 'content-type': 'application/json', ...options.headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  if ('is' in told) return { is: 'refused', sent: told }
  const { status, headers } = told.response
  const read = objectIn(told.text)
  if (status < 200 || status > 299 || !read) {
    return { is: 'refused', sent: status === 200 ? again('garbled') : sentByStatus(status, headers) }
  }
  return { is: 'answer', status, body: read }
}
