import { expect, it } from 'vitest'
import { frameReader, opcodes, textFrame } from './frames.ts'

function aServerFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload])
  const head = Buffer.alloc(length < 65_536 ? 4 : 10)
  head.writeUInt8(0x81, 0)
  head.writeUInt8(length < 65_536 ? 126 : 127, 1)
  if (length < 65_536) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}

const texts = ['', '2', 'x'.repeat(125), 'y'.repeat(126), '报'.repeat(30_000), '40{"sid":"a"}']
const stream = Buffer.concat(texts.map(aServerFrame))

it.each([1, 2, 3, 7, 125, 4_096, stream.length])('reads the same frames from pieces of %i bytes', size => {
  const heard: string[] = []
  const push = frameReader((opcode, payload) => {
    expect(opcode).toBe(opcodes.text)
    heard.push(payload.toString())
  })

  for (let at = 0; at < stream.length; at += size) push(stream.subarray(at, at + size))

  expect(heard).toEqual(texts)
})

it.each(['40', 'z'.repeat(125), 'z'.repeat(126), 'z'.repeat(9_000)])(
  'masks what it sends with zeros',
  text => {
    const frame = textFrame(text)
    const at = text.length < 126 ? 2 : 4

    expect(frame.readUInt8(1) & 0x80).toBe(0x80)
    expect(frame.readUInt32BE(at)).toBe(0)
    expect(frame.subarray(at + 4).toString()).toBe(text)
  },
)
