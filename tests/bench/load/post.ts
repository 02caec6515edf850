import { Agent, request } from 'node:http'

interface JsonPost {
  readonly port: number
  readonly path: string
  readonly cookie?: string
  readonly body: unknown
}

interface PostReply {
  readonly status: number
  readonly text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

interface RawRequest {
  readonly method: string
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string | number>>
  readonly text?: string
}

function ask({ method, port, path, headers, text }: RawRequest): Promise<PostReply> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path, method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

/** Posts JSON over a kept connection, with as little in between as Node allows. */
export function post({ port, path, cookie, body }: JsonPost): Promise<PostReply> {
  const text = JSON.stringify(body)
  const headers = {
    ...(cookie !== undefined && { cookie }),
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  }
  return ask({ method: 'POST', port, path, headers, text })
}

export const get = ({ port, path, cookie }: Omit<JsonPost, 'body'>): Promise<PostReply> =>
  ask({ method: 'GET', port, path, headers: { ...(cookie !== undefined && { cookie }) } })
