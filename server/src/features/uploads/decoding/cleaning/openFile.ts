import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { WrongContent } from '../wrongContent.ts'

const windowB = 64 * 1_024
/** More parts than any recording has: a file made to keep us busy. */
const partsAtMost = 4_000_000

/**
 * A file that is read part by part and changed where it lies. Everything waits for the disk: a decoder has nothing else to
 * do. Reading beyond the end throws `WrongContent`: the file was cut off.
 */
export class OpenFile {
  readonly #file: number
  #window = Buffer.alloc(0)
  #from = 0
  #sizeB: number
  #parts = 0

  constructor(path: string) {
    this.#file = openSync(path, 'r+')
    this.#sizeB = fstatSync(this.#file).size
  }

  get sizeB(): number {
    return this.#sizeB
  }

  close(): void {
    closeSync(this.#file)
  }

  /** Counts a part that is looked at; there is an end to that. */
  count(): void {
    this.#parts += 1
    if (this.#parts > partsAtMost) throw new WrongContent('upload.unreadable')
  }

  /** Some of the bytes, to be read before the next are asked for. */
  bytes(at: number, length: number): Buffer {
    if (at < 0 || at + length > this.#sizeB) throw new WrongContent('upload.unreadable')
    const isNear = at >= this.#from && at + length <= this.#from + this.#window.length
    if (!isNear) this.#fill(at, length)
    return this.#window.subarray(at - this.#from, at - this.#from + length)
  }

  text(at: number, length: number): string {
    return this.bytes(at, length).toString('latin1')
  }

  u32(at: number): number {
    return this.bytes(at, 4).readUInt32BE(0)
  }

  write(at: number, bytes: Buffer): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, at + done)
    this.#window = Buffer.alloc(0)
  }

  /** Makes the bytes from one place to another zero. */
  blank(from: number, to: number): void {
    const zeros = Buffer.alloc(Math.min(windowB, Math.max(0, to - from)))
    for (let at = from; at < to; at += zeros.length) this.write(at, zeros.subarray(0, to - at))
  }

  /** Drops what comes after. */
  cutAt(sizeB: number): void {
    if (sizeB >= this.#sizeB) return
    ftruncateSync(this.#file, sizeB)
    this.#sizeB = sizeB
    this.#window = Buffer.alloc(0)
  }

  #fill(at: number, length: number): void {
    const wanted = Buffer.alloc(Math.min(Math.max(length, windowB), this.#sizeB - at))
    let done = 0
    while (done < wanted.length) {
      const n = readSync(this.#file, wanted, done, wanted.length - done, at + done)
      if (n === 0) throw new WrongContent('upload.unreadable')
      done += n
    }
    this.#window = wanted
    this.#from = at
  }
}
