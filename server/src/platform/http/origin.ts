import type { IncomingHttpHeaders } from 'node:http'
import type { Settings } from '../settings/index.ts'
import type { Arrival } from './arrival.ts'

const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim()

/** A host as an Origin spells it: lower case, without the port that its scheme has anyway. */
function hostAsIn(protocol: string, host: string | undefined): string | undefined {
  const address = `${protocol}//${host ?? ''}`
  return host !== undefined && URL.canParse(address) ? new URL(address).host : undefined
}

/**
 * Whether a write or a socket comes from our own pages: its Origin has the host it was sent to, or is `PUBLIC_URL`. Where
 * the page is known to be served over https, a page of the same host over plain http is another's.
 * Programs that are no browser send no Origin and may pass; a browser that sends none says by Sec-Fetch-Site.
 */
export function isOwnOrigin(
  headers: IncomingHttpHeaders,
  { host, knownScheme }: Pick<Arrival, 'host' | 'knownScheme'>,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): boolean {
  const origin = headers.origin
  if (origin === undefined) {
    const site = first(headers['sec-fetch-site'])
    return site === undefined || site === 'same-origin' || site === 'none'
  }
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false
  if (origin === publicUrl?.origin) return true
  const from = new URL(origin)
  const isLesser = knownScheme === 'https' && from.protocol === 'http:'
  return !isLesser && from.host === hostAsIn(from.protocol, host)
}
