import { createHash, randomBytes } from 'node:crypto'
import fastifyCookie, { type CookieSerializeOptions } from '@fastify/cookie'
import type { Settings } from '../../platform/settings/index.ts'

export const cookieName = 'shuniu_session'

const tokenBytes = 32
const tokenShape = /^[\w-]{43}$/

export const newToken = (): string => randomBytes(tokenBytes).toString('base64url')

/** What the database knows a token by. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The session's token in the cookies of a request or of a socket's handshake; undefined when there is none. */
export function tokenIn(cookies: string | undefined): string | undefined {
  if (!cookies?.includes(cookieName)) return undefined
  const token = fastifyCookie.parse(cookies)[cookieName]
  return token !== undefined && tokenShape.test(token) ? token : undefined
}

/** `Secure` only where the outside address is https: a county's network is often plain http, where it would be lost. */
export const cookieOptions = ({ publicUrl }: Pick<Settings, 'publicUrl'>): CookieSerializeOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  secure: publicUrl?.protocol === 'https:',
})
