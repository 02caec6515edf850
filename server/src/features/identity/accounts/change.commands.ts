import type { ActKind, ActState } from '@shuniu/shared/audit'
import { roles, type AccountView } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../../platform/commands/index.ts'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { noteAct } from '../../audit/index.ts'
import { accountNamed, changeAccount, type AccountRow, type AccountUpdate } from '../identity.repo.ts'
import { lockedAccountKeys } from '../throttle.ts'
import { accountById, hashOfCommand, keepCommand, lockAccounts } from './accounts.repo.ts'
import { keptFrom, type AccountKeeper, type Affiliations, type GivenPost } from './standing.ts'
import { accountViewOf, subjectOf, type ScopeNames } from './view.ts'

export interface AccountCommandDeps extends Pick<Platform, 'database' | 'clock' | 'ids'> {
  readonly secrets: Secrets
  readonly names: ScopeNames
  readonly site: Affiliations
  readonly actor: AccountKeeper
}

/** Which account is meant: by its name at the server's machine; by its id, and the version that was seen, at a page. */
export type MeantAccount = string | { readonly accountId: string; readonly version?: number }

/** Why something is done, and by which command where it comes with an id of its own. */
export interface AccountReason {
  readonly reason?: string | undefined
  readonly command?: string
}

interface AccountDoing extends AccountReason {
  readonly kind: ActKind
  /** What is asked beside the account, by which a command sent again is known. */
  readonly asked?: unknown
  /** Allowed on one's own account too. */
  readonly isForOwn?: true
}

/** What is changed of an account and told of it, or why not. */
export type Applied = Result<{
  readonly change?: AccountUpdate
  readonly before?: ActState
  readonly after?: ActState
}>

/** Whatever an administrator does with one account goes through here: found, allowed, done, noted, in one transaction. */
export function accountChanges({ database, clock, secrets, names, site, actor }: AccountCommandDeps) {
  const by = typeof actor === 'string' ? actor : actor.accountId
  const hashOfAsked = (kind: ActKind, asked: unknown): string => bodyHash({ by, kind, asked })

  /** Whether a command was done already; refused where its id was used for another. */
  async function isRepeated(tx: Tx, command: string | undefined, hash: string): Promise<Result<boolean>> {
    const before = command === undefined ? undefined : await hashOfCommand(tx, command)
    if (before === undefined) return grant(false)
    return before === hash ? grant(true) : refuse('command.idTaken')
  }

  /** The account that is meant, where this keeper may change it. */
  async function meantIn(tx: Tx, meant: MeantAccount, isForOwn = false): Promise<Result<AccountRow>> {
    const known =
      typeof meant === 'string' ? await accountNamed(tx, meant) : await accountById(tx, meant.accountId)
    if (!known) return refuse('account.unknown')
    const unitArea = known.unitId === null ? undefined : await site.areaOfUnit(known.unitId)
    const kept = keptFrom(actor, known, unitArea)
    return kept && !(isForOwn && kept.refusal.code === 'account.own') ? kept : grant(known)
  }

  /** Writes down what was done, and the command it was done by. */
  async function note(
    tx: Tx,
    row: AccountRow,
    { told, hash, ...doing }: AccountDoing & { told: Pick<ActNote, 'before' | 'after'>; hash: string },
  ): Promise<void> {
    const { kind, reason, command } = doing
    const at = clock.now()
    await noteAct(tx, { at, by: actor, kind, subject: subjectOf(row), reason, ...told })
    if (command !== undefined) await keepCommand(tx, { id: command, hash, at })
  }

  return {
    hashOfAsked,
    isRepeated,
    meantIn,
    note,

    /** Does something to an account that exists. Sent again, a command is answered with the account as it stands. */
    change: (
      meant: MeantAccount,
      doing: AccountDoing,
      apply: (tx: Tx, known: AccountRow) => Promise<Applied>,
    ): Promise<Result<AccountRow>> =>
      inTx(database, async tx => {
        await lockAccounts(tx)
        const hash = hashOfAsked(doing.kind, [meant, doing.asked])
        const repeated = await isRepeated(tx, doing.command, hash)
        if (!repeated.ok) return repeated
        const found = await meantIn(tx, meant, doing.isForOwn)
        if (!found.ok || repeated.value) return found
        const known = found.value
        const seen = typeof meant === 'string' ? undefined : meant.version
        if (seen !== undefined && seen !== known.version) {
          return refuse('account.stale', { version: known.version })
        }
        const done = await apply(tx, known)
        if (!done.ok) return done
        const { change, ...told } = done.value
        const row = await changeAccount(tx, known.id, { ...change, updatedAt: clock.now() })
        await note(tx, known, { ...doing, told, hash })
        return grant(row)
      }),

    viewIn: async (row: AccountRow): Promise<AccountView> =>
      accountViewOf(row, { names, secrets, locked: await lockedAccountKeys(database, clock.now()) }),

    /** A post in words, for the record of acts. */
    postState: ({ name, role, scope, unitId }: GivenPost & { readonly name: string }): ActState => ({
      name,
      role: roles[role].name,
      scope: names.ofDivision(scope) ?? scope,
      unit: unitId === null ? null : (names.ofUnit(unitId) ?? unitId),
    }),
  }
}

interface ActNote {
  readonly before?: ActState
  readonly after?: ActState
}
