import { toMs, type Clock } from '@shuniu/shared/kernel'
import type { Sent } from './adapter.ts'

/** A token that a service gave out, and for how long. */
export interface GivenToken {
  readonly is: 'token'
  readonly value: string
  readonly expiresInS: number
}

/** So long before its end a token is not used any more, in milliseconds. */
const marginMs = 60_000

/** Keeps the token of a service while it holds; those who need one at the same time wait for the same. */
export function tokenKeeper(clock: Clock, give: () => Promise<GivenToken | Sent>) {
  let known: { readonly value: string; readonly untilMs: number } | undefined
  let underWay: Promise<GivenToken | Sent> | undefined

  async function fresh(): Promise<GivenToken | Sent> {
    const given = await give()
    if (given.is === 'token') {
      known = { value: given.value, untilMs: toMs(clock.now()) + given.expiresInS * 1_000 - marginMs }
    }
    return given
  }
  return {
    async take(): Promise<string | Sent> {
      if (known && toMs(clock.now()) < known.untilMs) return known.value
      underWay ??= fresh().finally(() => (underWay = undefined))
      const given = await underWay
      return given.is === 'token' ? given.value : given
    },
    /** The service says that it does not hold any more, whatever it said before. */
    drop(value: string): void {
      if (known?.value === value) known = undefined
    },
  }
}

export type TokenKeeper = ReturnType<typeof tokenKeeper>

/** Does it with a token; once more with a fresh one where that was refused. */
export async function withToken<Answer>(
  keeper: TokenKeeper,
  work: (token: string) => Promise<Answer>,
  isTokenOver: (answer: Answer) => boolean,
): Promise<Answer | Sent> {
  const token = await keeper.take()
  if (typeof token !== 'string') return token
  const answer = await work(token)
  if (!isTokenOver(answer)) return answer
  keeper.drop(token)
  const next = await keeper.take()
  return typeof next === 'string' ? work(next) : next
}
