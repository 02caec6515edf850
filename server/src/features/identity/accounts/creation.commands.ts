import type { IssuedPassword } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import { weaknessOf } from '../choosing/weakness.ts'
import { accountNames, addAccounts, type AccountRow } from '../identity.repo.ts'
import { hashPassword } from '../passwords.ts'
import { accountById, lockAccounts, workingAdministrators } from './accounts.repo.ts'
import { accountChanges, type AccountCommandDeps, type AccountReason } from './change.commands.ts'
import { skeletonOf } from '../skeleton.ts'
import { initialsOf, phoneColumns } from './naming.ts'
import { lacksPhone, twoOffices, wrongPost, type GivenPost } from './standing.ts'

export interface AccountInput extends GivenPost {
  readonly account: string
  readonly password: string
  readonly name: string
  readonly phone?: string | undefined
}

type HashedInput = Omit<AccountInput, 'password'> & {
  readonly id: string
  readonly passwordHash: string
  /** Somebody else knows the password. */
  readonly mustChangePassword: boolean
}

/** Making accounts. */
export function accountCreation(deps: AccountCommandDeps) {
  const { database, clock, ids, secrets, site, actor, names } = deps
  const { hashOfAsked, isRepeated, note, postState, viewIn } = accountChanges(deps)

  /**
   * Adds an account in a transaction that has locked them. Refuses: `account.taken`, `account.confusable`,
   * `account.phoneMissing`, `account.samePerson`.
   */
  async function addIn(tx: Tx, { phone, ...row }: HashedInput): Promise<Refused | undefined> {
    const alike = (await accountNames(tx)).find(name => skeletonOf(name) === skeletonOf(row.account))
    if (alike === row.account) return refuse('account.taken', { account: alike })
    if (alike !== undefined) return refuse('account.confusable', { account: row.account, alike })
    const phoned = phoneColumns(secrets, phone)
    const wrong =
      lacksPhone(actor, { role: row.role, ...phoned }) ??
      twoOffices({ ...row, ...phoned }, await workingAdministrators(tx))
    if (wrong) return wrong
    const made = { initials: initialsOf(row.name), isDemo: false, createdAt: clock.now() }
    await addAccounts(tx, [{ ...row, ...phoned, ...made }])
    return undefined
  }

  /** Adds one, or finds the one that the same command added before. */
  const made = (
    input: HashedInput,
    { command, reason }: AccountReason,
    asked: unknown,
  ): Promise<Result<AccountRow>> =>
    inTx(database, async tx => {
      await lockAccounts(tx)
      const hash = hashOfAsked('account.create', asked)
      const repeated = await isRepeated(tx, command, hash)
      if (!repeated.ok) return repeated
      const refused = repeated.value ? undefined : await addIn(tx, input)
      if (refused) return refused
      const row = await accountById(tx, input.id)
      if (!row) return refuse('account.unknown')
      if (repeated.value) return grant(row)
      const told = { after: postState(row) }
      await note(tx, row, { kind: 'account.create', reason, told, hash, ...(command && { command }) })
      return grantNew(row)
    })

  return {
    addIn,

    /** Refuses: what `wrongPost` refuses, `account.weakPassword`, what `addIn` refuses, `command.idTaken`. */
    async create(
      { password, ...input }: AccountInput,
      why: AccountReason = {},
    ): Promise<Result<IssuedPassword>> {
      const weakness = await weaknessOf({ ...input, password }, names)
      if (weakness) return refuse('account.weakPassword', { weakness })
      const wrong = await wrongPost(actor, input, site)
      if (wrong) return wrong
      const passwordHash = await hashPassword(password)
      const id = why.command ?? ids.next()
      const done = await made({ ...input, id, passwordHash, mustChangePassword: true }, why, input)
      if (!done.ok) return done
      const issued = { account: await viewIn(done.value), password }
      return done.isNew ? grantNew(issued) : grant(issued)
    },
  }
}
