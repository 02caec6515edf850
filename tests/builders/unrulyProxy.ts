import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

/**
 * What may become of a question on its way. `hold`: nothing is answered until the rule ends or becomes another · `refuse`:
 * a problem of ours, which the server never wrote · `cut`: the true answer breaks off after so many bytes · `lie`: 200 with
 * something else.
 */
export type Misdeed =
  | { readonly does: 'hold' }
  | { readonly does: 'refuse'; readonly status: number; readonly code: string; readonly detail?: object }
  | { readonly does: 'cut'; readonly afterB: number }
  | { readonly does: 'lie'; readonly type: string; readonly body: string }

export interface Misrule {
  /** What was asked since the rule began, in order. */
  readonly asked: readonly string[]
  become(misdeed: Misdeed): void
  /** What is held is passed on, and all that follows. */
  end(): void
}

/** Stands between a browser and a server, and does as it is told to questions and to the live line. */
export interface UnrulyProxy {
  readonly url: string
  /** Applies to whatever is asked by such a method at such a path, query included, from now on. */
  misbehave(asked: { readonly method?: string; readonly path: RegExp }, misdeed: Misdeed): Misrule
  /** Nothing more comes through the live line in either direction, and no new one opens; no end of it is told. */
  silence(): void
  speak(): void
  /** Ends all live lines at once. */
  cutLines(): void
  /** From now on another server answers; lines that are open stay with theirs. */
  turnTo(serverUrl: string): void
  close(): Promise<void>
}

interface KeptRule extends Misrule {
  applies(question: IncomingMessage): boolean
  /** What is to be done once nothing is held any more; undefined when the rule has ended. */
  settled(): Promise<Exclude<Misdeed, { does: 'hold' }> | undefined>
  note(question: IncomingMessage): void
}

function aRule(asked: { method?: string; path: RegExp }, first: Misdeed): KeptRule {
  let present: Misdeed | undefined = first
  let waiting: (() => void)[] = []
  const told: string[] = []
  const turn = (next: Misdeed | undefined) => {
    present = next
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
  }
  return {
    asked: told,
    applies: ({ method, url = '' }) =>
      present !== undefined && (asked.method ?? method) === method && asked.path.test(url),
    note: ({ method, url }) => void told.push(`${method} ${url}`),
    async settled() {
      while (present?.does === 'hold') await new Promise<void>(wake => waiting.push(wake))
      return present
    },
    become: turn,
    end: () => turn(undefined),
  }
}

/** Asks the server and gives its answer on; the whole of it, or the first bytes alone. */
function pass(question: IncomingMessage, answer: ServerResponse, server: URL, onlyB = Infinity): void {
  const { 'accept-encoding': packed, ...plain } = question.headers
  const headers = onlyB === Infinity && packed !== undefined ? question.headers : plain
  const asking = request({
    host: server.hostname,
    port: server.port,
    method: question.method,
    path: question.url,
    headers,
  })
  asking.on('response', told => {
    answer.writeHead(told.statusCode ?? 502, told.headers)
    if (onlyB === Infinity) return void told.pipe(answer)
    let leftB = onlyB
    told.on('data', (part: Buffer) => {
      answer.write(part.subarray(0, leftB))
      leftB -= part.length
      if (leftB <= 0) setImmediate(() => answer.socket?.destroy())
    })
    told.on('end', () => answer.socket?.destroy())
  })
  asking.on('error', () => answer.socket?.destroy())
  answer.on('close', () => asking.destroy())
  question.pipe(asking)
}

function tell(
  answer: ServerResponse,
  told: { readonly status: number; readonly type: string; readonly body: string },
): void {
  answer.writeHead(told.status, { 'content-type': told.type })
  answer.end(told.body)
}

async function obey(
  rule: KeptRule,
  question: IncomingMessage,
  answer: ServerResponse,
  server: URL,
): Promise<void> {
  rule.note(question)
  const misdeed = await rule.settled()
  if (answer.destroyed) return
  switch (misdeed?.does) {
    case undefined:
      return pass(question, answer, server)
    case 'cut':
      return pass(question, answer, server, misdeed.afterB)
    case 'refuse': {
      const { status, code, detail = {} } = misdeed
      const body = { type: 'about:blank', title: code, status, code, detail }
      return tell(answer, { status, type: 'application/problem+json', body: JSON.stringify(body) })
    }
    case 'lie':
      return tell(answer, { status: 200, type: misdeed.type, body: misdeed.body })
  }
}

/** The live lines: pairs of sockets that are joined while the line speaks. */
function createLines(server: () => URL) {
  const open = new Set<Socket>()
  const joins = new Set<() => void>()
  const parts = new Set<() => void>()
  let isSilent = false

  function keep(socket: Socket): void {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  return {
    /** The question that opens a line is written again as it came, and all that follows passes both ways. */
    take(question: IncomingMessage, near: Socket, head: Buffer): void {
      keep(near)
      const begin = () => {
        const { port, hostname } = server()
        const far = connect(Number(port), hostname)
        keep(far)
        const lines = question.rawHeaders.flatMap((name, i, all) =>
          i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : [],
        )
        far.write(`${question.method} ${question.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
        far.write(head)
        const join = () => {
          near.pipe(far)
          far.pipe(near)
        }
        const part = () => {
          near.unpipe(far).pause()
          far.unpipe(near).pause()
        }
        joins.add(join)
        parts.add(part)
        const end = () => {
          joins.delete(join)
          parts.delete(part)
          near.destroy()
          far.destroy()
        }
        near.on('close', end)
        far.on('close', end)
        join()
      }
      if (isSilent)
        joins.add(function later() {
          joins.delete(later)
          if (!near.destroyed) begin()
        })
      else begin()
    },
    silence(): void {
      isSilent = true
      for (const part of parts) part()
    },
    speak(): void {
      isSilent = false
      for (const join of [...joins]) join()
    },
    cut(): void {
      for (const socket of open) socket.destroy()
    },
  }
}

export async function unrulyProxy(serverUrl: string): Promise<UnrulyProxy> {
  let server = new URL(serverUrl)
  const rules: KeptRule[] = []
  const lines = createLines(() => server)
  const http = createServer((question, answer) => {
    const rule = rules.find(one => one.applies(question))
    if (rule) void obey(rule, question, answer, server)
    else pass(question, answer, server)
  })
  http.on('upgrade', (question, near: Socket, head: Buffer) => lines.take(question, near, head))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    url: `http://127.0.0.1:${address.port}`,
    misbehave(asked, misdeed) {
      const rule = aRule(asked, misdeed)
      rules.unshift(rule)
      return rule
    },
    silence: lines.silence,
    speak: lines.speak,
    cutLines: lines.cut,
    turnTo: url => void (server = new URL(url)),
    async close() {
      lines.cut()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}
