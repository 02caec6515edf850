/** The few forms of DER (X.690) that a certificate is written in. */
const bytesOf = (number: number): number[] =>
  number < 256 ? [number] : [...bytesOf(number >> 8), number & 255]

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const length = bytesOf(body.length)
  return Buffer.concat([
    Buffer.from(body.length < 128 ? [tag, ...length] : [tag, 128 + length.length, ...length]),
    body,
  ])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts)
export const setOf = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts)
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content)
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text))
export const yes: Buffer = Buffer.from([0x01, 0x01, 0xff])

/** A positive whole number from its bytes: a leading zero keeps it positive. */
export const integer = (bytes: Uint8Array): Buffer =>
  tagged(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)

/** Bits, the last `unused` of which say nothing. */
export const bits = (content: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), content)

/** `[n]` in the standard's notation: `isWhole` when it holds other forms, else it replaces the tag of one. */
export const context = (n: number, content: Uint8Array): Buffer => tagged(0xa0 + n, content)
export const contextInPlace = (n: number, content: Uint8Array): Buffer => tagged(0x80 + n, content)

const base128 = (number: number, isLast = true): number[] => [
  ...(number > 127 ? base128(number >> 7, false) : []),
  (number & 127) + (isLast ? 0 : 128),
]

/** An object identifier such as `2.5.29.17`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(number => base128(number))]))
}

/** Years up to 2049 are written with two digits, later ones with four. Source: RFC 5280, 4.1.2.5. */
export function moment(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits))
}
