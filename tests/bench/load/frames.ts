/** WebSocket frames as far as a console needs them: text from the server, masked text to it. Source: RFC 6455. */

export const opcodes = { text: 1, close: 8, ping: 9 } as const

type Take = (opcode: number, payload: Buffer) => void

interface Head {
  readonly opcode: number
  readonly from: number
  readonly to: number
}

function headOf(bytes: Buffer): Head | undefined {
  if (bytes.length < 2) return undefined
  const opcode = bytes.readUInt8(0) & 0x0f
  const short = bytes.readUInt8(1) & 0x7f
  if (short < 126) return { opcode, from: 2, to: 2 + short }
  const from = short === 126 ? 4 : 10
  if (bytes.length < from) return undefined
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return { opcode, from, to: from + length }
}

/** Cuts what comes over a connection into frames. The payload is a view: whoever keeps it copies it. */
export function frameReader(take: Take): (chunk: Buffer) => void {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let wanted = 0
  return chunk => {
    waiting.push(chunk)
    waitingBytes += chunk.length
    if (waitingBytes < wanted) return
    let bytes = waiting.length === 1 ? chunk : Buffer.concat(waiting, waitingBytes)
    let head = headOf(bytes)
    while (head && head.to <= bytes.length) {
      take(head.opcode, bytes.subarray(head.from, head.to))
      bytes = bytes.subarray(head.to)
      head = headOf(bytes)
    }
    wanted = head?.to ?? 0
    waiting = bytes.length === 0 ? [] : [bytes]
    waitingBytes = bytes.length
  }
}

/** A text frame to a server. The mask is all zeros, which the protocol allows and which costs nothing. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const isShort = payload.length < 126
  const head = Buffer.alloc(isShort ? 6 : 8)
  head.writeUInt8(0x80 | opcodes.text, 0)
  head.writeUInt8(0x80 | (isShort ? payload.length : 126), 1)
  if (!isShort) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}
