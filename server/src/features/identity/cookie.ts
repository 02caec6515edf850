import { createHash, randomBytes } from 'node:crypto'
import fastifyCookie, { type CookieSerializeOptions } from '@fastify/cookie'

/** Over https with `__Host-`: no page over plain http and no sister host can set it or write over it. */
const names = {
  session: 'shuniu_session',
  device: 'shuniu_device',
  ticket: 'shuniu_ticket',
  wall: 'shuniu_wall',
} as const
type CookieKind = keyof typeof names

/** A cookie as it is set for a scheme. Browsers let no plain page replace a Secure cookie, so each scheme has its own name. */
export interface CookieAs {
  readonly name: string
  readonly options: CookieSerializeOptions
}

const tokenBytes = 32
const tokenShape = /^[\w-]{43}$/

export const newToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** What the database knows a token by. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const secureName = (kind: CookieKind): string => `__Host-${names[kind]}`

/** The token of a kind in the cookies of a request or of a socket's handshake; undefined when there is none. */
function tokenOfKind(kind: CookieKind, cookies: string | undefined): string | undefined {
  if (!cookies?.includes(names[kind])) return undefined
  const parsed = fastifyCookie.parse(cookies)
  const token = parsed[secureName(kind)] ?? parsed[names[kind]]
  return token !== undefined && tokenShape.test(token) ? token : undefined
}

export const tokenIn = (cookies: string | undefined): string | undefined => tokenOfKind('session', cookies)
export const deviceTokenIn = (cookies: string | undefined): string | undefined =>
  tokenOfKind('device', cookies)
/** Of a sign-in whose second step is awaited. */
export const ticketTokenIn = (cookies: string | undefined): string | undefined =>
  tokenOfKind('ticket', cookies)
/** The secret of a screen that asks to be a wall: its session goes by the same, once it has one. */
export const wallSecretIn = (cookies: string | undefined): string | undefined => tokenOfKind('wall', cookies)

/** `Secure` only where the page is served over https: a county's network is often plain http, where it would be lost. */
export const cookieFor = (kind: CookieKind, isSecure: boolean): CookieAs => ({
  name: isSecure ? secureName(kind) : names[kind],
  options: { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure },
})

/** Both names of a cookie, to be forgotten together. */
export const cookiesFor = (kind: CookieKind, isSecure: boolean): readonly CookieAs[] =>
  isSecure ? [cookieFor(kind, true), cookieFor(kind, false)] : [cookieFor(kind, false)]
