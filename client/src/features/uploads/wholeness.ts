/** Where the next marker of a JPEG's picture stands, past the coded points and their restarts. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return bytes.length
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Whether a JPEG lacks its end (ITU-T T.81 annex B). */
function isCutJpeg(bytes: Uint8Array): boolean {
  let at = 2
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff) return false // Something else follows: whoever opens it judges.
    if (marker === 0xd9) return false
    if (marker === 0xff) at += 1
    else {
      at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
      if (marker === 0xda) at = afterScan(bytes, at)
    }
  }
  return true
}

/** Whether a PNG lacks its last chunk, or a part of one (PNG §5.3). */
function isCutPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = 0x49454e44
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === end) return false
  }
  return true
}

const begins = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

/**
 * Whether a photo ends before its end: browsers open such a one and show grey where the rest should be. Tells of JPEG,
 * PNG and WebP; what is something else is not called cut off. Pure.
 */
export function isCutOff(bytes: Uint8Array): boolean {
  if (begins(bytes, 0xff, 0xd8)) return isCutJpeg(bytes)
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47)) return isCutPng(bytes)
  if (!begins(bytes, 0x52, 0x49, 0x46, 0x46) || bytes.length < 8) return false
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 > bytes.length
}
