import {
  changeOwnPassword,
  finishSignIn,
  may as mayBy,
  roles,
  seeSession,
  owedBy,
  signIn,
  signOut,
  type Actor,
  type Permission,
} from '@shuniu/shared/identity'
import type { SessionView } from '@shuniu/shared/identity'
import type { Refusal, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../http/index.ts'
import { addWorkRefusals } from '../i18n/index.ts'
import { live } from '../live/index.ts'
import { loadedOnce } from '../loading/index.ts'
import { tellSignedIn, untilSignedInAgain } from './again.ts'
import { onOtherAccount, tellAccount } from './tabs.ts'
import { noteWallScreen } from './wallScreen.ts'

export { homeOf } from './homes.ts'

/** The sign-in that awaits its second step, where a refusal says so. */
export const ticketIn = ({ code, detail }: Refusal): string | undefined =>
  code === 'session.codeNeeded' && typeof detail['ticket'] === 'string' ? detail['ticket'] : undefined

const actorOf = (seen: SessionView): Actor => ({
  accountId: seen.accountId,
  name: seen.name,
  role: seen.role,
  scope: seen.scope,
  unitId: seen.unitId ?? undefined,
})

/** A wall does nothing: what forms keep, and what refusals say of them, is loaded for whoever else signs in. */
const loadWork = loadedOnce(async () => {
  const [{ useDrafts }] = await Promise.all([import('../drafts/index.ts'), addWorkRefusals()])
  return useDrafts
})
const doesWork = ({ role }: SessionView): boolean => roles[role].session !== 'wall'

/** How long whoever signs out waits for a slow line to take what was typed. */
const flushMs = 3_000

/** Between two questions who is signed in, when the server does not say. */
const askAgainMs = 2_000

/** Whoever signs in sits at this screen: it is no wall any more. */
function seated(answer: Result<SessionView>): Result<SessionView> {
  if (answer.ok) noteWallScreen(false)
  return answer
}

/** Who sits here. The server decides every right again; this only greys what it would refuse. */
export const useSession = defineStore('session', () => {
  const session = shallowRef<SessionView>()
  const unanswered = shallowRef<Refusal>()
  const actor = computed(() => session.value && actorOf(session.value))

  const take = async (seen: Result<SessionView>): Promise<Result<SessionView>> => {
    // Before a page stands that could ask what was kept of its forms.
    if (seen.ok && doesWork(seen.value)) {
      const drafts = (await loadWork())()
      drafts.openFor(seen.value.accountId)
      // What is typed before the key has come is in memory alone. Whoever still owes a password of their own is given none yet.
      if (owedBy(seen.value) === undefined) void drafts.ready()
    }
    session.value = seen.ok ? seen.value : undefined
    if (!seen.ok) return seen
    tellAccount(seen.value.accountId)
    live.start()
    return seen
  }
  onOtherAccount(
    () => session.value?.accountId,
    hasLeft => (hasLeft ? location.assign('/login') : location.reload()),
  )
  const drop = () => {
    session.value = undefined
    live.stop()
  }

  /** The same officer again, over the page: it goes on as if nothing had been. */
  function goOn(answer: Result<SessionView>): Refusal | undefined {
    const { accountId, scope, role } = session.value ?? {}
    if (!answer.ok) return answer.refusal
    if (answer.value.accountId !== accountId) return void location.reload()
    // Another division or post meanwhile: the page is another one; what was typed is kept.
    if (answer.value.scope !== scope || answer.value.role !== role) return void location.reload()
    session.value = answer.value
    return void tellSignedIn(true)
  }
  const finish = (ticket: string, code: string) => call(finishSignIn, { body: { ticket, code } })

  /** Where one works: a department's people are of their unit, everybody else of their division. */
  const place = computed(() => {
    const { role, scopeName, unitName } = session.value ?? {}
    const isUnits = role !== undefined && roles[role].scopedBy === 'unit'
    return (isUnits ? unitName : scopeName) ?? scopeName ?? ''
  })

  return {
    session,
    actor,
    place,
    may: (permission: Permission): boolean => actor.value !== undefined && mayBy(actor.value, permission),
    /** Why the server has not said yet who is signed in, while it is asked again; undefined once it has. */
    unanswered,
    /** Asks the server who is signed in, at the opening of the page, until it says so: no answer is not a signing out. */
    async load(): Promise<void> {
      for (;;) {
        const seen = await call(seeSession)
        unanswered.value = seen.ok || seen.refusal.code === 'session.none' ? undefined : seen.refusal
        if (!unanswered.value) return void (await take(seen))
        await new Promise(wake => setTimeout(wake, askAgainMs))
      }
    },
    signIn: async (account: string, password: string) =>
      take(seated(await call(signIn, { body: { account, password } }))),
    /** With the code of the second step, where the first was refused for it. */
    finishSignIn: async (ticket: string, code: string) => take(seated(await finish(ticket, code))),
    /** What the server says of this session now: the account's second factor may have changed. */
    async reread(): Promise<void> {
      const seen = await call(seeSession)
      if (seen.ok) session.value = seen.value
    },
    /** Every other session of the account ends with it; this one goes on. */
    async changePassword(current: string, next: string): Promise<Result<SessionView>> {
      const changed = await call(changeOwnPassword, { body: { current, next } })
      if (changed.ok) session.value = changed.value
      return changed
    },
    async signInAgain(password: string): Promise<Refusal | undefined> {
      return goOn(await call(signIn, { body: { account: session.value?.account ?? '', password } }))
    },
    finishSignInAgain: async (ticket: string, code: string) => goOn(await finish(ticket, code)),
    /** The server is given what it does not have yet; of the account only what it did not take stays on the device, sealed. */
    async signOut() {
      const drafts = session.value && doesWork(session.value) ? (await loadWork())() : undefined
      await Promise.race([drafts?.flush(), new Promise(wake => setTimeout(wake, flushMs))])
      await call(signOut)
      drafts?.clearDevice()
      tellAccount('')
      drop()
    },
  }
})

/**
 * The server has ended the session: whoever sits here is asked to sign in again, and it is told whether they have; at a wall nobody
 * sits, it goes to show its code.
 */
export async function afterSessionEnd(): Promise<boolean> {
  const { session } = useSession()
  if (!session) return false
  if (doesWork(session)) return untilSignedInAgain()
  location.assign('/enrol')
  return false
}
