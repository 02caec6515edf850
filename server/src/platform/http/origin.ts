import type { IncomingHttpHeaders } from 'node:http'
import type { Settings } from '../settings/index.ts'

const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim()

/**
 * Whether a write or a socket comes from our own pages: its Origin has the host it was sent to, or is `PUBLIC_URL`.
 * Programs that are no browser send no Origin and may pass; a browser that sends none says by Sec-Fetch-Site.
 */
export function isOwnOrigin(
  headers: IncomingHttpHeaders,
  { publicUrl, trustProxy }: Pick<Settings, 'publicUrl' | 'trustProxy'>,
): boolean {
  const origin = headers.origin
  if (origin === undefined) {
    const site = first(headers['sec-fetch-site'])
    return site === undefined || site === 'same-origin' || site === 'none'
  }
  if (!URL.canParse(origin)) return false
  const forwarded = trustProxy ? first(headers['x-forwarded-host']) : undefined
  return new URL(origin).host === (forwarded ?? headers.host)?.toLowerCase() || origin === publicUrl?.origin
}
