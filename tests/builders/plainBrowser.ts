import type { RunningApp } from './app.ts'
import { password } from './staff.ts'

/** A page as a browser without script has it. */
export interface PlainPage {
  /** Where the browser has come to, past the redirects between pages of the form. */
  readonly address: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const marks: Readonly<Record<string, string>> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** The value of a page's hidden field, empty when there is none. */
export const hiddenIn = ({ text }: PlainPage, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '').replaceAll(
    /&\w+;/g,
    mark => marks[mark] ?? mark,
  )

/** A browser without script: it follows links, fills in forms and keeps a cookie. */
export function plainBrowser({ url }: RunningApp) {
  let cookie = ''

  const visit = async (path: string, fields?: Readonly<Record<string, string>>): Promise<PlainPage> => {
    const answer = await fetch(`${url}${path}`, {
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      headers: { cookie, ...(fields && { origin: url }) },
      redirect: 'manual',
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const next = answer.headers.get('location')
    if (answer.status === 303 && next?.startsWith('/m/plain/'))
      return { ...(await visit(next)), address: next }
    return {
      address: path,
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }
  }

  return {
    visit,
    cookie: () => cookie,
    signIn: (account: string, more: Readonly<Record<string, string>> = {}) =>
      visit('/m/plain/session', { account, password, ...more }),
    /** The hidden fields of a form as it stands empty. */
    async form() {
      const page = await visit('/m/plain')
      return {
        id: hiddenIn(page, 'id'),
        occurredAt: hiddenIn(page, 'occurredAt'),
        by: hiddenIn(page, 'by'),
      }
    },
    /** What ends a session elsewhere: the browser goes on showing its cookie. */
    async endSession() {
      await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie, origin: url } })
    },
  }
}

export type PlainBrowser = ReturnType<typeof plainBrowser>
