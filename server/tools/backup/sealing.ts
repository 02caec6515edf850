import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { BackupRefused, tellFull } from './refused.ts'

/**
 * A file that a passphrase seals: one line in the clear, then chunks of 1 MiB in AES-256-GCM. Each chunk's nonce holds its
 * number and whether it is the last, and each vouches for the line, so that nothing can be changed, left out, moved, added
 * or cut off unnoticed. Source: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as in age and Tink.
 */

const format = 1
const chunkB = 1_048_576
const tagB = 16
const keyB = 32
const prefixB = 7
/** 128 MB and about half a second for each try. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1_048_576 }
const longestLineB = 512

const Opening = Type.Object({
  shuniu: Type.Literal('backup'),
  format: Type.Integer({ minimum: 1 }),
  salt: Type.String(),
  nonce: Type.String(),
  /** An HMAC of all before it, which tells a wrong passphrase. */
  check: Type.String(),
})

const derived = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

/** What all chunks of a file are sealed with: the key, the beginning of their nonces, and the line that they vouch for. */
interface Seal {
  readonly key: Buffer
  readonly prefix: Buffer
  readonly line: Buffer
}

interface Keys {
  readonly cipher: Buffer
  readonly check: Buffer
}

async function keysFrom(passphrase: string, salt: Buffer): Promise<Keys> {
  const bytes = await derived(passphrase.normalize('NFC'), salt, 2 * keyB, cost)
  return { cipher: bytes.subarray(0, keyB), check: bytes.subarray(keyB) }
}

const checkOf = ({ check }: Keys, salt: Buffer, prefix: Buffer): Buffer =>
  createHmac('sha256', check).update(`shuniu backup ${format}\n`).update(salt).update(prefix).digest()

function nonceOf(prefix: Buffer, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(prefixB + 5)
  prefix.copy(nonce)
  nonce.writeUInt32BE(number, prefixB)
  nonce.writeUInt8(isLast ? 1 : 0, prefixB + 4)
  return nonce
}

/** Takes bytes in any pieces and writes them sealed; holds one chunk in memory. */
export class SealedWriter {
  readonly #file: FileHandle
  readonly #by: Seal
  readonly #chunk = Buffer.allocUnsafe(chunkB)
  #filledB = 0
  #chunks = 0
  #writtenB = 0

  private constructor(file: FileHandle, by: Seal) {
    this.#file = file
    this.#by = by
  }

  static async begin(file: FileHandle, passphrase: string): Promise<SealedWriter> {
    const [salt, prefix] = [randomBytes(16), randomBytes(prefixB)]
    const keys = await keysFrom(passphrase, salt)
    const opening: Type.Static<typeof Opening> = {
      shuniu: 'backup',
      format,
      salt: salt.toString('base64'),
      nonce: prefix.toString('base64'),
      check: checkOf(keys, salt, prefix).toString('base64'),
    }
    const line = Buffer.from(`${JSON.stringify(opening)}\n`)
    const writer = new SealedWriter(file, { key: keys.cipher, prefix, line })
    await writer.#put(line)
    return writer
  }

  get writtenB(): number {
    return this.#writtenB
  }

  async write(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      // A full chunk waits for more, for the last one is sealed as the last.
      if (this.#filledB === chunkB) await this.#seal(false)
      const copiedB = bytes.copy(this.#chunk, this.#filledB, from)
      this.#filledB += copiedB
      from += copiedB
    }
  }

  end(): Promise<void> {
    return this.#seal(true)
  }

  async #seal(isLast: boolean): Promise<void> {
    const { key, prefix, line } = this.#by
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, this.#chunks, isLast)).setAAD(line)
    const sealed = [cipher.update(this.#chunk.subarray(0, this.#filledB)), cipher.final()]
    await this.#put(Buffer.concat([...sealed, cipher.getAuthTag()]))
    this.#chunks += 1
    this.#filledB = 0
  }

  async #put(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      from += (await this.#file.write(bytes, from).catch(tellFull)).bytesWritten
    }
    this.#writtenB += bytes.length
  }
}

/** The next bytes of a file, fewer only where it ends. */
async function bytesOf(file: FileHandle, wantedB: number, at: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(wantedB)
  let readB = 0
  while (readB < wantedB) {
    const { bytesRead } = await file.read(bytes, readB, wantedB - readB, at + readB)
    if (bytesRead === 0) break
    readB += bytesRead
  }
  return bytes.subarray(0, readB)
}

function openingIn(line: string): Type.Static<typeof Opening> {
  try {
    const read: unknown = JSON.parse(line)
    if (Check(Opening, read)) return read
  } catch (cause) {
    throw new BackupRefused('backup.notBackup', '', { cause })
  }
  throw new BackupRefused('backup.notBackup')
}

/** The chunks of a sealed file, opened one after the other, each vouched for; what was altered or cut is refused. */
export class SealedReader {
  readonly #file: FileHandle
  readonly #by: Seal
  readonly #sizeB: number
  #at: number

  private constructor(file: FileHandle, by: Seal, sizeB: number) {
    this.#file = file
    this.#by = by
    this.#sizeB = sizeB
    this.#at = by.line.length
  }

  /** Refuses: `backup.notBackup`, `backup.newerFormat`, `backup.wrongPassphrase`. */
  static async begin(file: FileHandle, passphrase: string): Promise<SealedReader> {
    const head = await bytesOf(file, longestLineB, 0)
    const lineB = head.indexOf('\n')
    if (lineB === -1) throw new BackupRefused('backup.notBackup')
    const opening = openingIn(head.toString('utf8', 0, lineB))
    if (opening.format !== format) throw new BackupRefused('backup.newerFormat', String(opening.format))
    const [salt, prefix] = [Buffer.from(opening.salt, 'base64'), Buffer.from(opening.nonce, 'base64')]
    const keys = await keysFrom(passphrase, salt)
    const [told, due] = [Buffer.from(opening.check, 'base64'), checkOf(keys, salt, prefix)]
    const isRight = prefix.length === prefixB && told.length === due.length && timingSafeEqual(told, due)
    if (!isRight) throw new BackupRefused('backup.wrongPassphrase')
    const { size } = await file.stat()
    return new SealedReader(file, { key: keys.cipher, prefix, line: head.subarray(0, lineB + 1) }, size)
  }

  /** How much of the file has been read, in bytes, and of how many. */
  get progress(): { readonly doneB: number; readonly ofB: number } {
    return { doneB: this.#at, ofB: this.#sizeB }
  }

  /** Refuses: `backup.damaged`. */
  async *chunks(): AsyncGenerator<Buffer> {
    for (let number = 0, isLast = false; !isLast; number += 1) {
      const sealed = await bytesOf(this.#file, chunkB + tagB, this.#at)
      this.#at += sealed.length
      isLast = this.#at >= this.#sizeB
      yield this.#opened(sealed, nonceOf(this.#by.prefix, number, isLast))
    }
  }

  #opened(sealed: Buffer, nonce: Buffer): Buffer {
    const lengthB = sealed.length - tagB
    if (lengthB < 0) throw new BackupRefused('backup.damaged')
    const decipher = createDecipheriv('aes-256-gcm', this.#by.key, nonce).setAAD(this.#by.line)
    decipher.setAuthTag(sealed.subarray(lengthB))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, lengthB)), decipher.final()])
    } catch (cause) {
      throw new BackupRefused('backup.damaged', '', { cause })
    }
  }
}
