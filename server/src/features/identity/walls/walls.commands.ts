import { fitsScope, forbiddenTo, type Actor, type enrolWall, type WallView } from '@shuniu/shared/identity'
import {
  grant,
  grantNew,
  instant,
  refuse,
  toMs,
  type BodyOf,
  type Refused,
  type Result,
} from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import { accountById, lockAccounts } from '../accounts/accounts.repo.ts'
import {
  accountChanges,
  type AccountCommandDeps,
  type Applied,
  type MeantAccount,
} from '../accounts/change.commands.ts'
import { initialsOf } from '../accounts/naming.ts'
import { addAccounts, hasDemoAccounts, type AccountRow } from '../identity.repo.ts'
import { lifetimeOf } from '../lifetimes.ts'
import { endSessionsOf, openSession } from '../sessions.repo.ts'
import { forgiveTry, subjectsOfWallCode, takeTry } from '../throttle.ts'
import { enrol, enrolmentOf, type EnrolmentRow } from './enrolments.repo.ts'
import type { wallQueries } from './walls.queries.ts'

export interface WallCommandDeps extends AccountCommandDeps {
  readonly actor: Actor
  /** From where the administrator asks. */
  readonly network: string
  readonly queries: Pick<ReturnType<typeof wallQueries>, 'viewOf'>
}

interface WallReason {
  readonly command: string
  readonly reason: string
}

/** A try of a code that has been counted, and how many are left after it. */
interface WallCodeTry {
  readonly code: string
  readonly triesLeft: number
}

/** Of an account by its name for the machine; people know a wall by its name. */
const accountNameOf = (id: string): string => `wall-${id.slice(-10)}`

const wallCodes: Readonly<Record<string, string>> = {
  'account.unknown': 'wall.unknown',
  'account.stale': 'wall.stale',
}
/** What accounts are refused with, as it is said of walls. */
function asOfWall<T>(done: Result<T>): Result<T> {
  if (done.ok) return done
  const code = wallCodes[done.refusal.code]
  return code === undefined ? done : refuse(code, done.refusal.detail)
}

/**
 * What administrators do with walls: each is an account of the role without a password, whose one session is that of the
 * screen which showed its code.
 */
export function wallCommands(deps: WallCommandDeps) {
  const { database, clock, site, names, actor, network, queries } = deps
  const { change, hashOfAsked, isRepeated, note } = accountChanges(deps)
  const subjects = subjectsOfWallCode(actor.accountId, network)

  const viewed = async (changed: Result<AccountRow>): Promise<Result<WallView>> => {
    const done = asOfWall(changed)
    if (!done.ok) return done
    const view = await queries.viewOf(done.value)
    return done.isNew ? grantNew(view) : grant(view)
  }

  /** Counted before it is judged, as passwords are; forgiven when it was right. */
  async function taken<T>(code: string, run: (tried: WallCodeTry) => Promise<Result<T>>): Promise<Result<T>> {
    const counted = await takeTry(database, subjects, clock.now())
    if ('refusal' in counted) return refuse(counted.refusal, { retryAfterS: counted.retryAfterS })
    const done = await run({ code, triesLeft: counted.triesLeft })
    if (done.ok) await inTx(database, tx => forgiveTry(tx, subjects))
    return done
  }

  async function wrongPlace(scope: string): Promise<Refused | undefined> {
    if (!fitsScope('wall', scope)) return refuse('wall.wrongPlace', { scope })
    const isOthers = forbiddenTo(actor, { role: 'wall', scope }) !== undefined
    return isOthers || !(await site.hasArea(scope)) ? refuse('area.notYours', { area: scope }) : undefined
  }

  /** The screen that shows a code, or why its code does not do. */
  async function screenOf(tx: Tx, { code, triesLeft }: WallCodeTry): Promise<Result<EnrolmentRow>> {
    const screen = await enrolmentOf(tx, code)
    if (!screen) return refuse('wall.wrongCode', { triesLeft })
    if (screen.accountId !== null) {
      return refuse(screen.enrolledBy === actor.accountId ? 'wall.codeUsed' : 'wall.codeTaken')
    }
    const isOver = toMs(instant(screen.expiresAt)) <= toMs(clock.now())
    return isOver ? refuse('wall.codeExpired') : grant(screen)
  }

  /** The screen's secret is its session's token from now on. */
  async function seat(tx: Tx, { secretHash, agent }: EnrolmentRow, accountId: string): Promise<void> {
    const at = clock.now()
    await enrol(tx, { secretHash, accountId, by: actor, at })
    const session = { tokenHash: secretHash, accountId, at, agent, passwordAgedDays: null }
    await openSession(tx, { ...session, lifetime: lifetimeOf('wall') })
  }

  async function add(tx: Tx, { id, name, scope }: BodyOf<typeof enrolWall>): Promise<AccountRow | undefined> {
    const row = {
      id,
      account: accountNameOf(id),
      name,
      initials: initialsOf(name),
      passwordHash: null,
      role: 'wall',
      scope,
      unitId: null,
      isDemo: await hasDemoAccounts(tx),
      createdAt: clock.now(),
    } as const
    return (await addAccounts(tx, [row])) === 1 ? accountById(tx, id) : undefined
  }

  /** Adds the wall, or finds the one that the same command added before. */
  const added = (body: BodyOf<typeof enrolWall>, tried: WallCodeTry): Promise<Result<AccountRow>> =>
    inTx(database, async tx => {
      await lockAccounts(tx)
      const { id, name, scope, reason } = body
      const hash = hashOfAsked('wall.enrol', body)
      const repeated = await isRepeated(tx, id, hash)
      if (!repeated.ok) return repeated
      if (repeated.value) {
        const known = await accountById(tx, id)
        return known ? grant(known) : refuse('command.idTaken')
      }
      const screen = await screenOf(tx, tried)
      if (!screen.ok) return screen
      const row = await add(tx, body)
      if (!row) return refuse('command.idTaken')
      await seat(tx, screen.value, row.id)
      const told = { after: { name, scope: names.ofDivision(scope) ?? scope } }
      await note(tx, row, { kind: 'wall.enrol', reason, command: id, told, hash })
      return grantNew(row)
    })

  const ofWall =
    (apply: (tx: Tx, known: AccountRow) => Promise<Applied>) =>
    async (tx: Tx, known: AccountRow): Promise<Applied> =>
      known.role === 'wall' ? apply(tx, known) : refuse('account.unknown')

  return {
    /** Refuses: `wall.wrongPlace`, `area.notYours`, what `taken` and `screenOf` refuse, `command.idTaken`. */
    async enrol(body: BodyOf<typeof enrolWall>): Promise<Result<WallView>> {
      const wrong = await wrongPlace(body.scope)
      if (wrong) return wrong
      return viewed(await taken(body.code, tried => added(body, tried)))
    },

    /** Also of a wall that was revoked, or that had a password, which is gone then. */
    enrolAgain: async (meant: MeantAccount, code: string, why: WallReason): Promise<Result<WallView>> =>
      viewed(
        await taken(code, tried =>
          change(
            meant,
            { ...why, kind: 'wall.enrolAgain', asked: code },
            ofWall(async (tx, known) => {
              const screen = await screenOf(tx, tried)
              if (!screen.ok) return screen
              await endSessionsOf(tx, known.id)
              await seat(tx, screen.value, known.id)
              return grant({ change: { disabledAt: null, passwordHash: null, mustChangePassword: false } })
            }),
          ),
        ),
      ),

    rename: async (meant: MeantAccount, name: string, why: WallReason): Promise<Result<WallView>> =>
      viewed(
        await change(
          meant,
          { ...why, kind: 'wall.rename', asked: name },
          ofWall(async (_, known) =>
            grant({
              change: { name, initials: initialsOf(name) },
              before: { name: known.name },
              after: { name },
            }),
          ),
        ),
      ),

    revoke: async (meant: MeantAccount, why: WallReason): Promise<Result<WallView>> =>
      viewed(
        await change(
          meant,
          { ...why, kind: 'wall.revoke' },
          ofWall(async (tx, known) => {
            await endSessionsOf(tx, known.id)
            return grant({ change: { disabledAt: known.disabledAt ?? clock.now() } })
          }),
        ),
      ),
  }
}
