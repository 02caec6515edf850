import { WrongContent } from '../wrongContent.ts'
import type { OpenFile } from './openFile.ts'

const kept = ['fmt ', 'data', 'fact']
/** What a recorder writes that did not know the length when it began. */
const unknownB = [0, 0xffff_ffff]

/** Sound in RIFF/WAVE: every chunk but format and sound (`LIST`, `bext`, `iXML`, `id3 `, XMP) says nothing any more. */
export function cleanWav(file: OpenFile): void {
  const toldB = file.bytes(4, 4).readUInt32LE(0)
  if (!unknownB.includes(toldB) && toldB + 8 > file.sizeB + 1) throw new WrongContent('upload.unreadable')
  if (!unknownB.includes(toldB)) file.cutAt(toldB + 8)
  let hasSound = false
  for (let at = 12; at + 8 <= file.sizeB;) {
    file.count()
    const type = file.text(at, 4)
    const sizeB = file.bytes(at + 4, 4).readUInt32LE(0)
    const isOpen = type === 'data' && unknownB.includes(sizeB)
    const end = isOpen ? file.sizeB : at + 8 + sizeB
    if (end > file.sizeB) throw new WrongContent('upload.unreadable')
    hasSound ||= type === 'data'
    if (!kept.includes(type)) {
      file.write(at, Buffer.from('JUNK'))
      file.blank(at + 8, end)
    }
    at = end + (sizeB % 2)
  }
  if (!hasSound) throw new WrongContent('upload.unreadable')
}
