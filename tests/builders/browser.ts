import type { Contract, ReplyOf, RequestArguments } from '@shuniu/shared/kernel'

/** What came back, read as JSON where it is JSON. */
export interface Answer<T = unknown> {
  readonly status: number
  readonly headers: Headers
  /** The reply, whatever its kind. */
  readonly body: T
  /** The stable code of a refusal; undefined for a success. */
  readonly code: string | undefined
}

interface RequestContent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A program that asks over HTTP, with the cookie of whoever signed in. */
export interface Browser {
  readonly url: string
  /** `shuniu_session=…`, as a socket's handshake or a raw request sends it; empty when nobody signed in. */
  readonly cookie: string
  send(method: string, path: string, sent?: RequestContent): Promise<Answer>
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  /** Asks by a contract; `body` is of the contract's shape when `code` is undefined. */
  call<C extends Contract>(contract: C, ...asking: RequestArguments<C>): Promise<Answer<ReplyOf<C>>>
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return isJson && text !== '' ? JSON.parse(text) : text
}

function addressOf(contract: Contract, asked: Record<string, unknown>): string {
  const params = isRecord(asked['params']) ? asked['params'] : {}
  const query = isRecord(asked['query']) ? asked['query'] : {}
  const path = contract.path.replaceAll(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  )
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  return `/api${path}${search.size > 0 ? `?${search}` : ''}`
}

export function browserOf(url: string, cookie = ''): Browser {
  async function send(method: string, path: string, { body, headers }: RequestContent = {}): Promise<Answer> {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const read = await bodyOf(response)
    const code = !response.ok && isRecord(read) ? String(read['code']) : undefined
    return { status: response.status, headers: response.headers, body: read, code }
  }
  return {
    url,
    cookie,
    send,
    get: path => send('GET', path),
    post: (path, body) => send('POST', path, { body }),
    delete: path => send('DELETE', path),
    async call<C extends Contract>(contract: C, ...asking: RequestArguments<C>) {
      const asked: Record<string, unknown> = isRecord(asking[0]) ? asking[0] : {}
      const answer = await send(contract.method, addressOf(contract, asked), { body: asked['body'] })
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: the server's serialiser gives this shape
      return answer as Answer<ReplyOf<C>>
    },
  }
}
