import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** What was asked of a service outside the house. */
export interface OutsideAsk {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The body as an object; empty where it is none. */
  readonly json: Readonly<Record<string, unknown>>
}

/** What a service answers; `hang`: nothing, ever · `cut`: the line breaks off without a word. */
export type OutsideReply =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: unknown }
  | 'hang'
  | 'cut'

export type OutsideAnswer = (asked: OutsideAsk) => OutsideReply

/** A service outside the house on an address of this machine. */
export interface OutsideService {
  readonly url: URL
  readonly asked: OutsideAsk[]
  /** From now on it answers so. */
  answer(by: OutsideAnswer): void
  close(): Promise<void>
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function objectIn(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(body.toString())
    return isObject(read) ? read : {}
  } catch {
    return {}
  }
}

async function askedBy(request: IncomingMessage): Promise<OutsideAsk> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://outside')
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  return { method: request.method ?? '', path, query, headers, body, json: objectIn(body) }
}

function reply(response: ServerResponse, told: OutsideReply): void {
  if (told === 'hang') return
  if (told === 'cut') return void response.socket?.destroy()
  response.writeHead(told.status ?? 200, { 'content-type': 'application/json', ...told.headers })
  response.end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body))
}

export async function startOutside(answer: OutsideAnswer, port = 0): Promise<OutsideService> {
  const asked: OutsideAsk[] = []
  let by = answer
  const server = createServer((request, response) => {
    void askedBy(request).then(one => {
      asked.push(one)
      reply(response, by(one))
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the service has no port')
  const { port: taken } = address
  return {
    url: new URL(`http://127.0.0.1:${taken}/`),
    asked,
    answer(next) {
      by = next
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Somebody got a message: by whom it was taken, whom it went to, what it said. */
export interface TakenMessage {
  readonly to: string
  readonly text: string
}

/** A service that speaks its protocol and keeps what it took; a message that it has is answered and not taken again. */
export interface SpeakingService {
  readonly answer: OutsideAnswer
  readonly taken: TakenMessage[]
}

export const smsAccount = { account: 'taihe', secret: 'sms-secret' } as const

/** The short-message gateway: checks the signature, takes each `requestId` once. */
export function smsGateway(): SpeakingService {
  const taken: TakenMessage[] = []
  const known = new Set<string>()
  const isSigned = ({ headers, body }: OutsideAsk, requestId: string): boolean => {
    const digest = createHash('sha256').update(body).digest('hex')
    const text = [smsAccount.account, headers['x-timestamp'], requestId, digest].join('\n')
    return headers['x-signature'] === createHmac('sha256', smsAccount.secret).update(text).digest('hex')
  }
  return {
    taken,
    answer(asked) {
      const { requestId, mobile, content } = asked.json
      if (asked.headers['x-account'] !== smsAccount.account || !isSigned(asked, String(requestId))) {
        return { body: { code: 'signature' } }
      }
      if (known.has(String(requestId))) return { body: { code: 'duplicate' } }
      known.add(String(requestId))
      taken.push({ to: String(mobile), text: String(content) })
      return { body: { code: '0', messageId: `m${taken.length}` } }
    },
  }
}

export const codedApp = { key: 'app-key', secret: 'app-secret', agentId: '1000002' } as const

/** A service with tokens that can be ended, and codes in a body of status 200. */
export interface CodedSpeaker extends SpeakingService {
  /** So many tokens were given out. */
  readonly tokens: () => number
  /** The token that is out holds no more. */
  endToken(): void
}

/** What is the same of DingTalk and WeCom. */
function codedSpeaker(
  users: Readonly<Record<string, string>>,
  of: {
    readonly tokenPath: string
    readonly keys: readonly [key: string, secret: string]
    readonly userPath: string
    readonly user: (id: string) => object
    readonly nobody: number
    readonly messagePath: string
    readonly message: (json: OutsideAsk['json']) => TakenMessage
    readonly done: (n: number) => object
  },
): CodedSpeaker {
  const taken: TakenMessage[] = []
  let given = 0
  let ended = 0
  return {
    taken,
    tokens: () => given,
    endToken: () => void (ended = given),
    answer({ path, query, json }) {
      if (path === of.tokenPath) {
        const isRight = query.get(of.keys[0]) === codedApp.key && query.get(of.keys[1]) === codedApp.secret
        if (!isRight) return { body: { errcode: 40_001, errmsg: 'invalid credential' } }
        given += 1
        return { body: { errcode: 0, errmsg: 'ok', access_token: `token-${given}`, expires_in: 7_200 } }
      }
      const isHeld = given > ended && query.get('access_token') === `token-${given}`
      if (!isHeld) return { body: { errcode: 42_001, errmsg: 'access_token expired' } }
      if (path === of.userPath) {
        const id = users[String(json['mobile'])]
        return { body: id === undefined ? { errcode: of.nobody } : { errcode: 0, ...of.user(id) } }
      }
      if (path !== of.messagePath) return { status: 404, body: 'no such address' }
      const message = of.message(json)
      const isKnown = taken.some(one => one.to === message.to && one.text === message.text)
      if (!isKnown) taken.push(message)
      return { body: { errcode: 0, errmsg: 'ok', ...of.done(taken.length) } }
    },
  }
}

const textIn = (value: unknown): string =>
  isObject(value) && typeof value['content'] === 'string' ? value['content'] : ''

export const dingtalkSpeaker = (users: Readonly<Record<string, string>>): CodedSpeaker =>
  codedSpeaker(users, {
    tokenPath: '/gettoken',
    keys: ['appkey', 'appsecret'],
    userPath: '/topapi/v2/user/getbymobile',
    user: userid => ({ result: { userid } }),
    nobody: 60_121,
    messagePath: '/topapi/message/corpconversation/asyncsend_v2',
    message: ({ userid_list: to, msg, agent_id: agentId }) => ({
      to: String(to),
      text: agentId === codedApp.agentId && isObject(msg) ? textIn(msg['text']) : '',
    }),
    done: n => ({ task_id: 500 + n }),
  })

export const wecomSpeaker = (users: Readonly<Record<string, string>>): CodedSpeaker =>
  codedSpeaker(users, {
    tokenPath: '/cgi-bin/gettoken',
    keys: ['corpid', 'corpsecret'],
    userPath: '/cgi-bin/user/getuserid',
    user: userid => ({ userid }),
    nobody: 46_004,
    messagePath: '/cgi-bin/message/send',
    message: ({ touser: to, text, agentid: agentId, enable_duplicate_check: isOnce }) => ({
      to: String(to),
      text: agentId === Number(codedApp.agentId) && isOnce === 1 ? textIn(text) : '',
    }),
    done: n => ({ msgid: `msg${n}` }),
  })
