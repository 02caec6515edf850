import { browserOf, type Answer, type Browser } from './browser.ts'

/** A browser that keeps its cookies, as one at a desk does: the device's among them. */
export interface Jar {
  signIn(account: string, secret: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Everything it keeps, as it is sent. */
  readonly cookie: string
  readonly browser: Browser
  /** Takes the cookies of an answer. */
  keep(answer: Answer): Answer
}

export function jarOf(url: string): Jar {
  const kept = new Map<string, string>()
  const cookieOf = () => [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (answer: Answer): Answer => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';', 1)
      const at = pair.indexOf('=')
      kept.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  return {
    keep,
    get cookie() {
      return cookieOf()
    },
    get browser() {
      return browserOf(url, cookieOf())
    },
    async signIn(account, secret, headers = {}) {
      const body = { account, password: secret }
      return keep(await browserOf(url, cookieOf()).send('POST', '/api/session', { body, headers }))
    },
  }
}
