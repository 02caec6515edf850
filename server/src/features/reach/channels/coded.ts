import { toMs, type Clock } from '@shuniu/shared/kernel'
import { again, never, type Sent } from './adapter.ts'
import { askJson, type ServiceAnswer } from './asking.ts'
import { tokenKeeper, withToken, type GivenToken } from './token.ts'

/**
 * A service that answers with status 200 whatever happens and says in `errcode` what did, asks for a token that ends, and knows
 * people by ids that are found by their numbers: DingTalk and WeCom are both made so.
 */
export interface CodedService {
  readonly name: 'dingtalk' | 'wecom'
  readonly url: URL
  readonly clock: Clock
  /** Where a token is had, and by what. */
  readonly token: { readonly path: string; readonly query: Readonly<Record<string, string>> }
  /** Where the id of a person is had, and where it stands in the answer. */
  readonly user: {
    readonly path: string
    readonly idIn: (body: Readonly<Record<string, unknown>>) => unknown
  }
  /** Codes of a service that is busy, or was asked too often. */
  readonly passing: readonly number[]
  /** Codes of a number that it does not know, or of a person whom it may not write to. */
  readonly nobody: readonly number[]
}

const ok = 0
/** A token that ended or was taken away, in both. */
const tokenOver = [40_014, 42_001]
/** A number may come to belong to somebody else: whose it is is asked anew after so long, in milliseconds. */
const believedForMs = 12 * 3_600_000
const mostBelieved = 10_000

interface User {
  readonly is: 'user'
  readonly id: string
}

export type CodedAnswer = { readonly is: 'done'; readonly body: Readonly<Record<string, unknown>> } | Sent

const codeOf = (asked: ServiceAnswer | Sent): number | undefined =>
  asked.is === 'answer' && typeof asked.body['errcode'] === 'number' ? asked.body['errcode'] : undefined
const isTokenOver = (asked: ServiceAnswer): boolean => tokenOver.includes(codeOf(asked) ?? ok)

/** What is asked of such a service, each with a token that holds. */
export function codedService({ name, url, clock, token, user, passing, nobody }: CodedService) {
  const known = new Map<string, { readonly id: string; readonly untilMs: number }>()
  const at = (path: string, query: Readonly<Record<string, string>>) =>
    new URL(`${path}?${new URLSearchParams(query).toString()}`, url)

  function read(asked: ServiceAnswer | Sent): CodedAnswer {
    if (asked.is === 'refused') return asked.sent
    if (asked.is !== 'answer') return asked
    const code = codeOf(asked)
    if (code === ok) return { is: 'done', body: asked.body }
    if (code === undefined) return again('garbled')
    if (nobody.includes(code)) return never('nobody')
    const isPassing = passing.includes(code) || tokenOver.includes(code)
    return isPassing ? again(`${name}.${code}`) : never(`${name}.${code}`)
  }
  const keeper = tokenKeeper(clock, async (): Promise<GivenToken | Sent> => {
    const answer = read(await askJson(at(token.path, token.query), { method: 'GET' }))
    if (answer.is !== 'done') return answer
    const { access_token: value, expires_in: expiresInS } = answer.body
    if (typeof value !== 'string') return again('garbled')
    return { is: 'token', value, expiresInS: typeof expiresInS === 'number' ? expiresInS : 7_200 }
  })
  const post = async (path: string, body: object): Promise<CodedAnswer> =>
    read(await withToken(keeper, value => askJson(at(path, { access_token: value }), { body }), isTokenOver))

  return {
    post,
    /** Whose a number is. */
    async userOf(mobile: string): Promise<User | Sent> {
      const nowMs = toMs(clock.now())
      const before = known.get(mobile)
      if (before && nowMs < before.untilMs) return { is: 'user', id: before.id }
      const answer = await post(user.path, { mobile })
      if (answer.is !== 'done') return answer
      const id = user.idIn(answer.body)
      if (typeof id !== 'string' || id === '') return again('garbled')
      if (known.size >= mostBelieved) known.clear()
      known.set(mobile, { id, untilMs: nowMs + believedForMs })
      return { is: 'user', id }
    },
  }
}
