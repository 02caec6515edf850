import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

const nonceBytes = 24
const chunk = 8_192

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), one => one.charCodeAt(0))

export interface DeviceSeal {
  seal(name: string, words: string): string
  /** Undefined for what was sealed for another account or another form, or is no seal at all. */
  open(name: string, sealed: string): string | undefined
}

/**
 * Seals what lies on a device under the account's own key, which only its session is given: another account on the
 * same device finds nothing it can read. Needs no secure context, so that plain http on a county's network will do.
 */
export function deviceSeal(keyInBase64: string): DeviceSeal {
  const key = fromBase64(keyInBase64)
  const of = (name: string, nonce: Uint8Array) =>
    xchacha20poly1305(key, nonce, new TextEncoder().encode(name))
  return {
    seal(name, words) {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
      const body = of(name, nonce).encrypt(new TextEncoder().encode(words))
      const whole = new Uint8Array(nonce.length + body.length)
      whole.set(nonce)
      whole.set(body, nonce.length)
      return toBase64(whole)
    },
    open(name, sealed) {
      try {
        const whole = fromBase64(sealed)
        const opened = of(name, whole.subarray(0, nonceBytes)).decrypt(whole.subarray(nonceBytes))
        return new TextDecoder().decode(opened)
      } catch {
        // Another account's, or damaged: to this one it is not there.
        return undefined
      }
    },
  }
}
