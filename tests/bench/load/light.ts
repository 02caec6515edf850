import { request } from 'node:http'
import type { Socket } from 'node:net'
import { livePath, protocol, type WatchAck } from '@shuniu/shared/live'
import { frameReader, opcodes, textFrame } from './frames.ts'

export interface LightOptions {
  readonly port: number
  readonly cookie: string
  readonly rooms: readonly string[]
  readonly since?: { readonly stream: string; readonly seq: number }
  /** Called when the `watch` is sent. */
  readonly asking?: () => void
  /** The JSON text of each `["facts", …]` and `["signals", …]`; a view that must not be kept. */
  readonly heard: (event: 'facts' | 'signals', json: Buffer) => void
}

/** A console reduced to bytes: it reads what it is sent and unpacks nothing, so that hundreds cost little. */
export interface Light {
  readonly ack: WatchAck
  close(): void
}

const key = 'c2h1bml1LWJlbmNoLWtleQ=='
const patienceMs = 60_000
const factsHead = Buffer.from('42["facts",')
const signalsHead = Buffer.from('42["signals",')
const bodyOf = (payload: Buffer, head: Buffer): Buffer => payload.subarray(head.length, -1)

function upgraded({ port, cookie }: LightOptions): Promise<{ socket: Socket; head: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: `${livePath}/?EIO=4&transport=websocket`,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        cookie,
        'sec-websocket-version': '13',
        'sec-websocket-key': key,
      },
    })
    asked.on('upgrade', (_, socket, head) => resolve({ socket, head }))
    asked.on('response', answer => reject(new Error(`the socket was answered with ${answer.statusCode}`)))
    asked.on('error', reject)
    asked.end()
  })
}

/** Connects, watches, and is answered; speaks Engine.IO 4 and Socket.IO 5 as text. */
export async function openLight(options: LightOptions): Promise<Light> {
  const { socket, head } = await upgraded(options)
  socket.setNoDelay(true)
  const send = (text: string) => socket.write(textFrame(text))
  const ack = await new Promise<WatchAck>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the watch was not answered')), patienceMs)
    const settled = (answer: WatchAck | Error) => {
      clearTimeout(late)
      if (answer instanceof Error) reject(answer)
      else resolve(answer)
    }
    const push = frameReader((opcode, payload) => {
      if (opcode === opcodes.text) hear(options, payload, { send, settled })
    })
    socket.on('data', push)
    socket.on('error', settled)
    socket.on('close', () => settled(new Error('the socket was closed')))
    push(head)
  })
  return { ack, close: () => socket.destroy() }
}

interface Talk {
  readonly send: (text: string) => void
  readonly settled: (answer: WatchAck | Error) => void
}

function hear(options: LightOptions, payload: Buffer, { send, settled }: Talk): void {
  if (payload.length >= factsHead.length && factsHead.compare(payload, 0, factsHead.length) === 0) {
    return options.heard('facts', bodyOf(payload, factsHead))
  }
  if (payload.length >= signalsHead.length && signalsHead.compare(payload, 0, signalsHead.length) === 0) {
    return options.heard('signals', bodyOf(payload, signalsHead))
  }
  const text = payload.toString()
  if (text === '2') send('3')
  else if (text.startsWith('0')) send('40')
  else if (text.startsWith('40')) {
    const asked = { protocol, rooms: options.rooms, since: options.since ?? null }
    options.asking?.()
    send(`420["watch",${JSON.stringify(asked)}]`)
  } else if (text.startsWith('430')) {
    const [answer]: [WatchAck | { refusal: { code: string } }] = JSON.parse(text.slice(3))
    settled('refusal' in answer ? new Error(answer.refusal.code) : answer)
  } else if (text.startsWith('44')) settled(new Error(text.slice(2)))
}
