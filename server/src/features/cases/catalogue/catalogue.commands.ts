import {
  catalogueFacts,
  countyCatalogueOf,
  levelRows,
  takesEffectAt,
  wrongAmendment,
  wrongWithdrawal,
  type amendCatalogue,
  type Amendment,
  type AmendmentView,
  type CountyKind,
  type KindChange,
} from '@shuniu/shared/cases'
import type { ActState } from '@shuniu/shared/audit'
import type { Actor } from '@shuniu/shared/identity'
import {
  grant,
  grantNew,
  refuse,
  type BodyOf,
  type Instant,
  type Refused,
  type Result,
} from '@shuniu/shared/kernel'
import { bodyHash } from '../../../platform/commands/index.ts'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { outboxOf } from '../../../platform/outbox/index.ts'
import { noteAct } from '../../audit/index.ts'
import {
  addAmendment,
  amendmentById,
  amendmentMadeBy,
  amendmentsIn,
  editionOf,
  lastOf,
  lockCatalogue,
  markWithdrawn,
  usedCodes,
} from './catalogue.repo.ts'
import { amendmentView, proposalOf } from './catalogue.queries.ts'

type CatalogueCommandDeps = Pick<Platform, 'database' | 'clock' | 'live'>
type PostedCommand = BodyOf<typeof amendCatalogue>

/** What a kind is, in the words of the record of acts. */
const valueOf = (kind: CountyKind | undefined): string =>
  kind === undefined
    ? ''
    : [
        kind.name,
        kind.shortName,
        levelRows[kind.defaultLevel].colour,
        kind.synonyms.join('、'),
        kind.ended ? '停用' : '',
      ]
        .filter(part => part !== '')
        .join(' · ')

const stateOf = (kind: CountyKind | undefined, effectiveFrom: string): ActState => ({
  effectiveFrom,
  value: valueOf(kind),
})

/** Somebody else was at the same kind meanwhile. */
async function staleness(tx: Tx, code: string, seen: number): Promise<Refused | undefined> {
  const edition = await editionOf(tx, code)
  if (edition === seen) return undefined
  const last = await lastOf(tx, code)
  return refuse('catalogue.stale', { code, edition, seen, ...last })
}

/** Amendments of the catalogue: rows to come, or from today; the past is never written anew. */
export function catalogueCommandsOf({ database, clock, live }: CatalogueCommandDeps) {
  const outbox = outboxOf(catalogueFacts, () => live.wake())
  const tell = (tx: Tx, code: string, at: Instant) =>
    outbox.add(tx, 'catalogue.changed', { before: undefined, after: { code }, at })

  async function write(
    tx: Tx,
    by: { readonly actor: Actor; readonly command: PostedCommand; readonly hash: string },
    { proposal, known }: { readonly proposal: Amendment; readonly known: readonly Amendment[] },
  ): Promise<AmendmentView> {
    const { code, change, effectiveFrom, madeAt: at } = proposal
    const { actor, command, hash } = by
    const { id: commandId, reason } = command
    const said = { code, change, effectiveFrom, reason, by: actor, at, commandId, commandHash: hash }
    const row = await addAmendment(tx, said)
    const from = takesEffectAt(proposal)
    const county = countyCatalogueOf([...known, { ...proposal, id: row.id }])
    const after = county.at(from).of(code)
    const before = countyCatalogueOf(known).at(from).of(code)
    await noteAct(tx, {
      at,
      by: actor,
      kind: actOf(change),
      subject: { id: code, name: `${code} ${(before ?? after)?.name ?? ''}`.trim() },
      reason,
      ...(before && { before: { value: valueOf(before) } }),
      after: stateOf(after, effectiveFrom),
    })
    await tell(tx, code, at)
    return amendmentView(row, county, at)
  }

  return {
    /** Refuses: `command.idTaken`, `catalogue.stale`, `catalogue.codesUsedUp`, what `wrongAmendment` refuses. */
    amend: (command: PostedCommand, actor: Actor): Promise<Result<AmendmentView>> =>
      inTx(database, async tx => {
        await lockCatalogue(tx)
        const now = clock.now()
        const { id, seen, ...said } = command
        const hash = bodyHash({ by: actor.accountId, ...said })
        const known = await amendmentsIn(tx)
        const made = await amendmentMadeBy(tx, id)
        if (made) {
          const view = () => amendmentView(made, countyCatalogueOf(known), now)
          return made.commandHash === hash ? grant(view()) : refuse('command.idTaken')
        }
        const stale = said.change.kind === 'add' ? undefined : await staleness(tx, said.code, seen)
        if (stale) return stale
        const proposed = proposalOf(said, { known, used: await usedCodes(tx), now })
        if (!proposed.ok) return proposed
        const wrong = wrongAmendment(proposed.value, known, now)
        if (wrong) return wrong
        return grantNew(await write(tx, { actor, command, hash }, { proposal: proposed.value, known }))
      }),

    /** Refuses: `catalogue.unknownAmendment`, `catalogue.withdrawn`, what `wrongWithdrawal` refuses. */
    withdraw: (
      { id, reason }: { readonly id: number; readonly reason: string },
      actor: Actor,
    ): Promise<Result<AmendmentView>> =>
      inTx(database, async tx => {
        await lockCatalogue(tx)
        const now = clock.now()
        const row = await amendmentById(tx, id)
        if (!row) return refuse('catalogue.unknownAmendment', { id })
        const known = await amendmentsIn(tx)
        const { withdrawnBy: by, withdrawnAt: at } = row
        if (at !== null) {
          const isRepeat = row.withdrawnById === actor.accountId && row.withdrawnWhy === reason
          const view = () => amendmentView(row, countyCatalogueOf(known), now)
          return isRepeat ? grant(view()) : refuse('catalogue.withdrawn', { by, at })
        }
        const own = known.find(one => one.id === id)
        const wrong = own && wrongWithdrawal(own, known, now)
        if (wrong) return wrong
        const told = amendmentView(row, countyCatalogueOf(known), now)
        const withdrawn = await markWithdrawn(tx, id, { by: actor, at: now, why: reason })
        await noteAct(tx, {
          at: now,
          by: actor,
          kind: 'category.withdraw',
          subject: { id: row.code, name: `${row.code} ${told.name}` },
          reason,
          before: { effectiveFrom: row.effectiveFrom },
          after: { effectiveFrom: null },
        })
        await tell(tx, row.code, now)
        const rest = countyCatalogueOf(known.filter(one => one.id !== id))
        return grant({ ...amendmentView(withdrawn, rest, now), name: told.name })
      }),
  }
}

const actOf = (change: KindChange) => `category.${change.kind}` as const
