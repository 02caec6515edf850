import { randomBytes } from 'node:crypto'
import {
  firstOffices,
  setupHours,
  setupTries,
  type beginSetup,
  type FirstOffice,
} from '@shuniu/shared/identity'
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
import { oneAtATime } from '../../../platform/limit/index.ts'
import { noteAct } from '../../audit/index.ts'
import { lockAccounts } from '../accounts/accounts.repo.ts'
import type { AccountCommandDeps } from '../accounts/change.commands.ts'
import { accountCreation } from '../accounts/creation.commands.ts'
import { codeIn } from '../accounts/issuing.ts'
import { weaknessOf } from '../choosing/weakness.ts'
import { subjectOf } from '../accounts/view.ts'
import { hashOf } from '../cookie.ts'
import { hashPassword } from '../passwords.ts'
import {
  dropCode,
  hasAccounts,
  hasAdministrators,
  putCode,
  returnSetupTry,
  takeSetupTry,
} from './setup.repo.ts'

type SetupBody = BodyOf<typeof beginSetup>

interface Chosen {
  readonly office: FirstOffice
  readonly passwordHash: string
}

/** However a person types it: without what parts its groups, in whichever case. */
const typedCode = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** 首次设置: the first administrators of a county that has none, by a code that only whoever runs the server has read. */
export function setupCommands(deps: Omit<AccountCommandDeps, 'actor'>) {
  const { database, clock, ids, site, names } = deps
  const actor = 'setup'
  const { addIn } = accountCreation({ ...deps, actor })
  const inTurn = oneAtATime()

  async function newCode(tx: Tx): Promise<string> {
    const code = codeIn(randomBytes(64))
    const expiresAt = instant(toMs(clock.now()) + setupHours * 3_600_000)
    await putCode(tx, { codeHash: hashOf(typedCode(code)), triesLeft: setupTries, expiresAt })
    return code
  }

  /** Whether the code is the one that was printed; a wrong one costs a try. */
  const judged = (code: string): Promise<Refused | undefined> =>
    inTx(database, async tx => {
      if (await hasAdministrators(tx)) return refuse('setup.done')
      const row = await takeSetupTry(tx, clock.now())
      if (!row) return refuse('setup.noCode')
      if (row.codeHash !== hashOf(typedCode(code))) {
        return refuse('setup.wrongCode', { triesLeft: row.triesLeft })
      }
      await returnSetupTry(tx)
      return undefined
    })

  async function makeOne(
    tx: Tx,
    setup: SetupBody,
    { office, passwordHash }: Chosen,
  ): Promise<Refused | undefined> {
    const { account, name, phone } = setup[office]
    const row = { account, name, phone, role: office, scope: setup.county, unitId: null }
    const id = ids.next()
    const refused = await addIn(tx, { ...row, id, passwordHash, mustChangePassword: false })
    if (refused) return refuse(refused.refusal.code, { ...refused.refusal.detail, office })
    const subject = subjectOf({ id, name, account })
    await noteAct(tx, { at: clock.now(), by: actor, kind: 'account.create', subject, reason: '首次设置' })
    return undefined
  }

  async function begin(setup: SetupBody): Promise<Result<{ made: true }>> {
    const wrong = await judged(setup.code)
    if (wrong) return wrong
    if (!(await site.hasArea(setup.county))) return refuse('account.unknownScope', { scope: setup.county })
    const chosen: Chosen[] = []
    for (const office of firstOffices) {
      const { password, ...holder } = setup[office]
      const weakness = await weaknessOf({ ...holder, password, scope: setup.county }, names)
      if (weakness) return refuse('account.weakPassword', { weakness, office })
      chosen.push({ office, passwordHash: await hashPassword(password) })
    }
    return made(setup, chosen)
  }

  /** All three or none. */
  async function made(setup: SetupBody, chosen: readonly Chosen[]): Promise<Result<{ made: true }>> {
    let refused: Refused | undefined
    try {
      await inTx(database, async tx => {
        await lockAccounts(tx)
        refused = (await hasAdministrators(tx)) ? refuse('setup.done') : undefined
        for (const one of chosen) refused ??= await makeOne(tx, setup, one)
        if (refused) throw new SetupRefused()
        await dropCode(tx)
      })
    } catch (cause) {
      if (!(cause instanceof SetupRefused) || !refused) throw cause
      return refused
    }
    return grantNew({ made: true })
  }

  return {
    /** One at a time: a burst of guesses is counted like guesses made in turn. */
    begin: (setup: SetupBody): Promise<Result<{ made: true }>> => inTurn('setup', () => begin(setup)),

    /** A new code, shown once; the former one opens nothing any more. Refuses: `setup.done`. */
    issue: (): Promise<Result<string>> =>
      inTx(database, async tx =>
        (await hasAdministrators(tx)) ? refuse('setup.done') : grant(await newCode(tx)),
      ),

    /** At a start: a code where nobody has an account yet. */
    issueWhereEmpty: (): Promise<string | undefined> =>
      inTx(database, async tx => ((await hasAccounts(tx)) ? undefined : newCode(tx))),
  }
}

/** Takes back what was begun. */
class SetupRefused extends Error {}
