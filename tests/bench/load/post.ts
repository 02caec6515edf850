import { Agent, request } from 'node:http'

export interface Post {
  readonly port: number
  readonly path: string
  readonly cookie?: string
  readonly body: unknown
}

export interface Posted {
  readonly status: number
  readonly text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Posts JSON over a kept connection, with as little in between as Node allows. */
export function post({ port, path, cookie, body }: Post): Promise<Posted> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ agent, host: '127.0.0.1', port, path, method: 'POST' },
        headers: {
          ...(cookie !== undefined && { cookie }),
          ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        },
      },
      answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(text)
  })
}
