import { isPasswordAged, ticketKeptS, type finishSignIn } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { noteAct } from '../audit/index.ts'
import { accountById, forgetCommands } from './accounts/accounts.repo.ts'
import { subjectOf } from './accounts/view.ts'
import { admission } from './admission.ts'
import { hashOf, newToken } from './cookie.ts'
import { addDevice, isKnownDevice, sweepDevices, touchDevice } from './devices.repo.ts'
import { accountNamed, type AccountRow } from './identity.repo.ts'
import { oneAtATime } from '../../platform/limit/index.ts'
import { lifetimeOf } from './lifetimes.ts'
import { isPassword } from './passwords.ts'
import { actorOf, type Remembered } from './remembered.ts'
import { readSignInRules } from './rules/signInRules.repo.ts'
import { spendCode } from './secondFactor/judging.ts'
import { addTicket, dropTicket, sweepTickets, takeTicketTry } from './secondFactor/tickets.repo.ts'
import { endSession, openSession, sweepSessions, type SessionStanding } from './sessions.repo.ts'
import { forgiveTry, returnTry, subjectsOf, sweepTries, takeTry } from './throttle.ts'

export interface Credentials {
  readonly account: string
  readonly password: string
}

/** From where somebody signs in. */
export interface Whence {
  readonly network: string
  /** The token in the device's cookie; it may be anybody's or nobody's. */
  readonly deviceToken: string | undefined
  /** Browser and system in a few words. */
  readonly agent: string
}

/** A session just begun: its token, and the device's, are known here and in the cookies alone. */
export interface BegunSession {
  readonly token: string
  readonly deviceToken: string
  readonly standing: SessionStanding
}

/** The password was right, and a code is awaited from the browser that holds the token. */
export interface AwaitedCode {
  readonly ticket: string
  readonly ticketToken: string
  readonly expiresInS: number
}

interface CommandDeps extends Pick<Platform, 'database' | 'clock' | 'ids'> {
  readonly secrets: Pick<Secrets, 'open' | 'derive'>
}

/** So long may a command of an administrator be sent again. */
const commandsKeptMs = 7 * 24 * 3_600 * 1_000

/** Beginning and ending sessions. */
export function identityCommands(deps: CommandDeps, remembered: Remembered) {
  const { database, clock } = deps
  const { sorted, admitted } = admission()
  const inTurn = oneAtATime()
  const finish = secondStep(deps)

  /** With a second factor nothing begins yet, and what was wrong before goes on counting. */
  const passed = (account: AccountRow, trying: SignInTry): Promise<BegunSession | AwaitedCode> =>
    inTx<BegunSession | AwaitedCode>(database, tx =>
      account.secondFactorAt === null
        ? beginIn(tx, account, { trying, at: clock.now() })
        : awaitCode(tx, account, trying),
    )

  async function awaitCode(tx: Tx, account: AccountRow, trying: SignInTry): Promise<AwaitedCode> {
    const [ticket, ticketToken] = [deps.ids.next(), newToken()]
    await addTicket(tx, { id: ticket, tokenHash: hashOf(ticketToken), accountId: account.id }, clock.now())
    await returnTry(tx, subjectsFor(trying))
    return { ticket, ticketToken, expiresInS: ticketKeptS }
  }

  async function judge(trying: SignInTry): Promise<Result<BegunSession | AwaitedCode>> {
    const taken = await takeTry(database, subjectsFor(trying), clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    const known = await accountNamed(database, trying.account)
    const precedence = trying.isKnown ? 'first' : 'second'
    const isRight = await isPassword(known?.passwordHash, trying.password, precedence)
    if (!known || !isRight) return refuse('session.wrongPassword', { triesLeft: taken.triesLeft })
    return known.disabledAt === null ? grant(await passed(known, trying)) : refuse('session.disabled')
  }

  return {
    /**
     * Turned away before anything is judged when too many wait. Then one at a time for each account and device, or for all
     * strangers to an account, so that tries made at once are counted like tries made in turn.
     */
    async signIn(credentials: Credentials, whence: Whence): Promise<Result<BegunSession | AwaitedCode>> {
      const { deviceToken } = whence
      const asked = await sorted(async () =>
        deviceToken === undefined ? false : isKnownDevice(database, hashOf(deviceToken), credentials.account),
      )
      if (!asked.ok) return asked
      const trying: SignInTry = { ...credentials, ...whence, isKnown: asked.value }
      const [{ subject }] = subjectsFor(trying)
      return admitted(trying, () => inTurn(subject, () => judge(trying)))
    },

    finish,

    async signOut(token: string): Promise<void> {
      if (await inTx(database, tx => endSession(tx, hashOf(token)))) await remembered.checkAnew()
    },

    async sweep(): Promise<void> {
      const at = clock.now()
      await inTx(database, tx => sweepSessions(tx, at))
      await inTx(database, tx => sweepTickets(tx, at))
      await inTx(database, tx => sweepTries(tx, at))
      await inTx(database, tx => sweepDevices(tx, at))
      await inTx(database, tx => forgetCommands(tx, instant(toMs(at) - commandsKeptMs)))
    },
  }
}

type SecondStep = BodyOf<typeof finishSignIn> & {
  /** The token in the ticket's cookie. */
  readonly ticketToken: string | undefined
}

/** Taking the code that an account with a second factor is asked for. */
function secondStep({ database, clock, secrets }: CommandDeps) {
  const inTurn = oneAtATime()

  async function opened(
    tx: Tx,
    account: AccountRow,
    step: { readonly code: string; readonly tokenHash: string; readonly trying: Trier },
  ): Promise<Result<BegunSession>> {
    const at = clock.now()
    const spent = await spendCode(tx, { accountId: account.id, code: step.code, at }, secrets)
    if (!spent.ok) return spent
    if (!(await dropTicket(tx, step.tokenHash))) return refuse('session.noTicket')
    const begun = await beginIn(tx, account, { trying: step.trying, at })
    if (spent.value.isRecovery) {
      const act = { at, by: actorOf(begun.standing), subject: subjectOf(account) }
      await noteAct(tx, { ...act, kind: 'account.useRecoveryCode' })
    }
    return grant(begun)
  }

  async function judge(
    { ticket, code, ticketToken = '' }: SecondStep,
    whence: Whence,
  ): Promise<Result<BegunSession>> {
    const tokenHash = hashOf(ticketToken)
    const held = await inTx(database, tx => takeTicketTry(tx, { tokenHash, id: ticket, at: clock.now() }))
    const account = held && (await accountById(database, held.accountId))
    if (!account || account.secondFactorAt === null) return refuse('session.noTicket')
    if (account.disabledAt !== null) return refuse('session.disabled')
    const { deviceToken } = whence
    const isKnown =
      deviceToken !== undefined && (await isKnownDevice(database, hashOf(deviceToken), account.account))
    const trying = { ...whence, account: account.account, isKnown }
    const taken = await takeTry(database, subjectsFor(trying), clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    const done = await inTx(database, tx => opened(tx, account, { code, tokenHash, trying }))
    if (done.ok || done.refusal.code === 'session.noTicket') return done
    return refuse(done.refusal.code, { triesLeft: Math.min(taken.triesLeft, held.triesLeft) })
  }

  /**
   * From the browser that took the first step, within five minutes; counted with wrong passwords, and five times a ticket.
   * Refuses: `session.noTicket`, `session.locked`, `session.disabled`, what `spendCode` refuses.
   */
  return (step: SecondStep, whence: Whence): Promise<Result<BegunSession>> =>
    inTurn(step.ticket, () => judge(step, whence))
}

/** Begins a session. A device that is new to the account gets a token that nobody has seen before. */
async function beginIn(
  tx: Tx,
  account: AccountRow,
  { trying, at }: { readonly trying: Trier; readonly at: ReturnType<typeof instant> },
): Promise<BegunSession> {
  const { deviceToken: former, isKnown } = trying
  const token = newToken()
  const deviceToken = isKnown && former !== undefined ? former : newToken()
  const used = { accountId: account.id, at }
  const device = { tokenHash: hashOf(deviceToken), former: former && hashOf(former) }
  const rules = await readSignInRules(tx)
  const passwordSetAt = instant(account.passwordSetAt ?? account.createdAt)
  const passwordAgedDays = isPasswordAged(passwordSetAt, at, rules) ? rules.passwordDays : null
  const session = { tokenHash: hashOf(token), ...used, agent: trying.agent, passwordAgedDays }
  await openSession(tx, { ...session, lifetime: lifetimeOf(account.role) })
  await (isKnown ? touchDevice(tx, device.tokenHash, used) : addDevice(tx, device, used))
  await forgiveTry(tx, subjectsFor(trying))
  const { administratorsNeedCode } = rules
  return { token, deviceToken, standing: { account, passwordAgedDays, administratorsNeedCode } }
}

/** Whose account somebody tries, and from where. */
interface Trier extends Whence {
  readonly account: string
  /** Whether the account was signed in from this device before. */
  readonly isKnown: boolean
}

interface SignInTry extends Trier {
  readonly password: string
}

const subjectsFor = ({ account, network, deviceToken, isKnown }: Trier) =>
  subjectsOf({
    account,
    network,
    device: isKnown && deviceToken !== undefined ? hashOf(deviceToken) : undefined,
  })
