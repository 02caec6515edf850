import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Settings } from '../settings/index.ts'
import { addressIn, callerAddress, trustOf } from '../addresses/index.ts'

type ArrivalSettings = Pick<Settings, 'publicUrl' | 'tls' | 'trustProxy'>
type ArrivingRequest = {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/** Where a request comes from and by which address it was sent, as far as that can be believed. */
export interface Arrival {
  readonly address: string
  /** Whether the browser speaks https, to us or to a proxy of ours. */
  readonly isSecure: boolean
  /** The scheme where it is known, by our own certificate or the word of a proxy of ours, and not only supposed. */
  readonly knownScheme: 'http' | 'https' | undefined
  readonly host: string | undefined
}

const wholeOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header

/** A header that proxies of ours wrote: each appends, so theirs is the last. */
function lastOf(header: string | string[] | undefined): string | undefined {
  const text = wholeOf(header)
  const last = text?.slice(text.lastIndexOf(',') + 1).trim()
  return last === '' ? undefined : last
}

const schemeIn = (word: string | undefined): 'http' | 'https' | undefined =>
  word === 'https' || word === 'wss' ? 'https' : word === 'http' || word === 'ws' ? 'http' : undefined

/**
 * How requests and handshakes of sockets are read alike: `X-Forwarded-For`, `-Proto` and `-Host` count only when the peer
 * itself is a proxy of ours. Where nothing is known of the scheme, an https `PUBLIC_URL` speaks for it, unless the browser
 * names the page it writes from as plain http.
 */
export function arrivalsOf({ publicUrl, tls, trustProxy }: ArrivalSettings) {
  const isTrusted = trustOf(trustProxy)
  const supposed = publicUrl?.protocol === 'https:'

  return ({ headers, socket }: ArrivingRequest | IncomingMessage): Arrival => {
    const peer = addressIn(socket.remoteAddress) ?? 'unknown'
    const isByProxy = isTrusted(peer, 0)
    const told = isByProxy ? schemeIn(lastOf(headers['x-forwarded-proto'])?.toLowerCase()) : undefined
    const knownScheme = told ?? (tls ? 'https' : undefined)
    const forwardedHost = isByProxy ? lastOf(headers['x-forwarded-host']) : undefined
    return {
      address: callerAddress(peer, wholeOf(headers['x-forwarded-for']), isTrusted),
      isSecure:
        knownScheme === undefined
          ? supposed && !headers.origin?.startsWith('http:')
          : knownScheme === 'https',
      knownScheme,
      host: forwardedHost ?? headers.host,
    }
  }
}

export type ReadArrival = ReturnType<typeof arrivalsOf>
