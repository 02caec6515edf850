import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '../settings/index.ts'

/** Seals what must not be readable in the database or a backup of it. */
export interface Secrets {
  seal(plain: string): string
  /** Undefined for what was sealed under another key, or changed since. */
  open(sealed: string): string | undefined
  /** A key of its own for one purpose, always the same, from which nothing follows of any other: 32 bytes in base64. */
  derive(purpose: string): string
}

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

const codeOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined

type KeyPlace = Pick<Settings, 'dataDir' | 'secretKeyFile'>

/** Made at first need; of two processes that make it at once the first one's holds. */
function madeKey(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(keyBytes).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause
  }
  return file
}

/** The key that all processes on one database share: the file that is named, which must be there, or one of our own. */
function keyIn({ dataDir, secretKeyFile }: KeyPlace): Buffer {
  const file = secretKeyFile ?? madeKey(dataDir)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length !== keyBytes) throw new Error(`${file} holds no key of ${keyBytes} bytes`)
  return key
}

/** AES-256-GCM under `SECRET_KEY_FILE`, else `DATA_DIR/secret.key` (0600): nonce, tag and text in base64. */
export function secretsOf(place: KeyPlace): Secrets {
  const key = keyIn(place)
  return {
    seal(plain) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < nonceBytes + tagBytes) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      const body = bytes.subarray(nonceBytes + tagBytes)
      try {
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
      } catch {
        return undefined // GCM says that the key or the text is not the one it was sealed with, and nothing else.
      }
    },
    derive: purpose => Buffer.from(hkdfSync('sha256', key, '', purpose, keyBytes)).toString('base64'),
  }
}
