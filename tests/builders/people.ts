import type { RunningApp } from './app.ts'
import type { Browser } from './browser.ts'

/** The people of a running app's county by their accounts, each signed in at first need. */
export type People = (account: string) => Promise<Browser>

export function peopleOf({ signIn }: Pick<RunningApp, 'signIn'>): People {
  const known = new Map<string, Promise<Browser>>()
  return account => {
    const before = known.get(account)
    if (before) return before
    const browser = signIn(account)
    known.set(account, browser)
    // One that was refused is tried anew by whoever asks next.
    browser.catch(() => known.delete(account))
    return browser
  }
}
