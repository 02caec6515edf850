import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** How requests over one connection were answered. */
export interface Answers {
  accepted: number
  refused: number
}

export interface Pipeline {
  readonly answers: Answers
  send(request: string): void
  close(): void
}

const bodyMark = '\r\n\r\n'
const lengthIn = (head: string): number => Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)

/** Reads one answer after the other, and looks at nothing but their statuses. */
export function answerReader(answers: Answers): (chunk: string) => void {
  let text = ''
  return chunk => {
    text += chunk
    for (let end = text.indexOf(bodyMark); end >= 0; end = text.indexOf(bodyMark)) {
      const length = lengthIn(text.slice(0, end))
      if (text.length < end + bodyMark.length + length) return
      if (text.startsWith('HTTP/1.1 2')) answers.accepted += 1
      else answers.refused += 1
      text = text.slice(end + bodyMark.length + length)
    }
  }
}

/** A connection over which many phones post, without waiting for each other: cheap for whoever makes the load. */
export async function openPipeline(port: number): Promise<Pipeline> {
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  const answers = { accepted: 0, refused: 0 }
  socket.setEncoding('latin1')
  socket.on('data', answerReader(answers))
  return { answers, send: request => socket.write(request), close: () => socket.destroy() }
}
