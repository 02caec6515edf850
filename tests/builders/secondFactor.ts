import { createHmac } from 'node:crypto'
import {
  beginSecondFactor,
  finishSignIn,
  turnOnSecondFactor,
  type SessionView,
} from '@shuniu/shared/identity'
import { toMs, type Clock } from '@shuniu/shared/kernel'
import type { RunningApp } from './app.ts'
import type { Answer, Browser } from './browser.ts'
import { jarOf, type Jar } from './jar.ts'
import { password } from './staff.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function bytesIn(base32: string): Buffer {
  const bits = [...base32].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}

/** The code that a phone shows, by RFC 6238 and RFC 4226 as they are written, so many half minutes from now. */
export function codeOf(secret: string, clock: Clock, stepsOn = 0): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(toMs(clock.now()) / 30_000) + stepsOn))
  const mac = createHmac('sha1', bytesIn(secret)).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Six digits that are no code of the secret for minutes around. */
export function wrongCodeOf(secret: string, clock: Clock): string {
  const right = [-2, -1, 0, 1, 2].map(steps => codeOf(secret, clock, steps))
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555'].find(code => !right.includes(code)) ?? ''
  )
}

/** An account's second factor as its holder has it: on a phone, and on paper. */
export interface HeldFactor {
  readonly account: string
  readonly secret: string
  readonly codes: readonly string[]
  /** The session that set it up. */
  readonly browser: Browser
}

/** Sets up a second factor; the code of the half minute after is the first that signs in. */
export async function setUpFactor(running: RunningApp, clock: Clock, account: string): Promise<HeldFactor> {
  const browser = await running.signIn(account)
  const begun = await browser.call(beginSecondFactor)
  if (begun.code !== undefined) throw new Error(begun.code)
  const { secret } = begun.body
  const body = { password, code: codeOf(secret, clock) }
  const on = await browser.call(turnOnSecondFactor, { body })
  if (on.code !== undefined) throw new Error(on.code)
  return { account, secret, codes: on.body.codes, browser }
}

/** A sign-in whose password was right. */
export interface HalfSignIn {
  readonly jar: Jar
  readonly ticket: string
  readonly answer: Answer
  /** Brings a code; keeps the cookies of the answer. */
  readonly finish: (code: string) => Promise<Answer<SessionView>>
}

const ticketIn = (body: unknown): string => {
  const detail: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'detail') : undefined
  const ticket: unknown =
    typeof detail === 'object' && detail !== null ? Reflect.get(detail, 'ticket') : undefined
  return typeof ticket === 'string' ? ticket : ''
}

/** Takes the first step of a sign-in, in a browser of its own unless one is given. */
export async function halfSignIn(
  { url }: Pick<RunningApp, 'url'>,
  account: string,
  { jar = jarOf(url), secret = password }: { jar?: Jar; secret?: string } = {},
): Promise<HalfSignIn> {
  const answer = await jar.signIn(account, secret)
  const ticket = ticketIn(answer.body)
  return {
    jar,
    ticket,
    answer,
    async finish(code) {
      const done = await jar.browser.call(finishSignIn, { body: { ticket, code } })
      jar.keep(done)
      return done
    },
  }
}
