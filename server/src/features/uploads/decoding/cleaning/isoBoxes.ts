import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

/** A box of an ISO base media file (ISO/IEC 14496-12 §4.2). */
export interface IsoBox {
  readonly type: string
  readonly at: number
  /** Where its content begins. */
  readonly body: number
  readonly end: number
}

/** The box at a place; undefined when there is none that ends by `to`. */
export function boxAt(file: OpenFile, at: number, to: number): IsoBox | undefined {
  file.count()
  if (at + 8 > to) return undefined
  const size = file.u32(at)
  const type = file.text(at + 4, 4)
  if (size === 0) return { type, at, body: at + 8, end: to }
  if (size !== 1) return size < 8 || at + size > to ? undefined : { type, at, body: at + 8, end: at + size }
  if (at + 16 > to) return undefined
  const end = at + Number(file.bytes(at + 8, 8).readBigUInt64BE(0))
  return end < at + 16 || end > to ? undefined : { type, at, body: at + 16, end }
}

/** The boxes within another, which they fill. Four zero bytes may end a list, as QuickTime writes it. */
export function boxesIn(file: OpenFile, { body, end }: Pick<IsoBox, 'body' | 'end'>): IsoBox[] {
  const boxes: IsoBox[] = []
  let at = body
  while (at < end) {
    if (end - at === 4 && file.u32(at) === 0) break
    const box = boxAt(file, at, end)
    if (!box) throw new WrongContent('upload.unreadable')
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** Makes a box one that says nothing, of the same length, so that nothing that points into the file changes. */
export function freeBox(file: OpenFile, { at, body, end }: IsoBox): void {
  file.write(at + 4, Buffer.from('free'))
  file.blank(body, end)
}
