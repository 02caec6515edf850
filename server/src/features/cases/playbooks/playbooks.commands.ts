import {
  editionFrom,
  levelRows,
  playbooksAt,
  wrongEdition,
  wrongEditionWithdrawal,
  type EditionView,
  type PlaybookContent,
  type PlaybookEdition,
  type setPlaybook,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Refused, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../../platform/commands/index.ts'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { noteAct } from '../../audit/index.ts'
import type { KeptCatalogue } from '../catalogue/catalogue.job.ts'
import { editionProposal, editionView, kindsFor } from './playbooks.queries.ts'
import {
  addEdition,
  editionById,
  editionCountOf,
  editionMadeBy,
  editionsIn,
  lastEditorOf,
  lockPlaybooks,
  markEditionWithdrawn,
  toEdition,
  usedPlaybookCodes,
} from './playbooks.repo.ts'

type PlaybookCommandDeps = Pick<Platform, 'database' | 'clock'> & {
  readonly catalogue: Pick<KeptCatalogue, 'county'>
}
type PostedPlaybook = BodyOf<typeof setPlaybook>

/** Longest text of a field of the record of acts. */
const longest = 200

/** What a playbook is, in the words of the record of acts. */
const valueOf = (content: PlaybookContent | null | undefined): string =>
  content
    ? [
        content.name,
        content.kinds.join('、'),
        content.levels.map(level => levelRows[level].colour).join(''),
        `${content.steps.length} 步`,
      ]
        .join(' · ')
        .slice(0, longest)
    : ''

/** Somebody else was at the same playbook meanwhile. */
async function staleness(tx: Tx, code: string, seen: number): Promise<Refused | undefined> {
  const edition = await editionCountOf(tx, code)
  return edition === seen
    ? undefined
    : refuse('playbook.stale', { code, edition, seen, ...(await lastEditorOf(tx, code)) })
}

/** Editions of playbooks: to come, or from today; the past is never written anew. */
export function playbookCommandsOf({ database, clock, catalogue }: PlaybookCommandDeps) {
  async function write(
    tx: Tx,
    by: { readonly actor: Actor; readonly command: PostedPlaybook; readonly hash: string },
    { proposal, known }: { readonly proposal: PlaybookEdition; readonly known: readonly PlaybookEdition[] },
  ): Promise<EditionView> {
    const { code, content, effectiveFrom } = proposal
    const { actor, command, hash } = by
    const { id: commandId, reason } = command
    const at = clock.now()
    const row = await addEdition(tx, {
      code,
      content,
      effectiveFrom,
      reason,
      by: actor,
      at,
      commandId,
      commandHash: hash,
    })
    const before = playbooksAt(known, editionFrom(proposal)).find(one => one.code === code)?.content
    await noteAct(tx, {
      at,
      by: actor,
      kind: content ? 'playbook.set' : 'playbook.end',
      subject: { id: code, name: (content ?? before)?.name ?? code },
      reason,
      ...(before && { before: { value: valueOf(before) } }),
      after: { effectiveFrom, value: valueOf(content) },
    })
    return editionView(row, [...known, toEdition(row)], at)
  }

  return {
    /** Refuses: `command.idTaken`, `playbook.stale`, what `wrongEdition` refuses. */
    set: (command: PostedPlaybook, actor: Actor): Promise<Result<EditionView>> =>
      inTx(database, async tx => {
        await lockPlaybooks(tx)
        const now = clock.now()
        const { id, seen, ...said } = command
        const hash = bodyHash({ by: actor.accountId, ...said })
        const known = await editionsIn(tx)
        const made = await editionMadeBy(tx, id)
        if (made)
          return made.commandHash === hash ? grant(editionView(made, known, now)) : refuse('command.idTaken')
        const stale = said.code === null ? undefined : await staleness(tx, said.code, seen)
        if (stale) return stale
        const proposal = editionProposal(said, { known, used: await usedPlaybookCodes(tx), now })
        const kinds = kindsFor(proposal, catalogue, now)
        const wrong = wrongEdition(proposal, known, { now, catalogue: kinds, isNew: said.code === null })
        if (wrong) return wrong
        return grantNew(await write(tx, { actor, command, hash }, { proposal, known }))
      }),

    /** Refuses: `playbook.unknownEdition`, `playbook.withdrawn`, what `wrongEditionWithdrawal` refuses. */
    withdraw: (
      { id, reason }: { readonly id: number; readonly reason: string },
      actor: Actor,
    ): Promise<Result<EditionView>> =>
      inTx(database, async tx => {
        await lockPlaybooks(tx)
        const now = clock.now()
        const row = await editionById(tx, id)
        if (!row) return refuse('playbook.unknownEdition', { id })
        const known = await editionsIn(tx)
        const { withdrawnBy: by, withdrawnAt: at } = row
        if (at !== null) {
          const isRepeat = row.withdrawnById === actor.accountId && row.withdrawnWhy === reason
          return isRepeat ? grant(editionView(row, known, now)) : refuse('playbook.withdrawn', { by, at })
        }
        const wrong = wrongEditionWithdrawal(toEdition(row), now)
        if (wrong) return wrong
        const told = editionView(row, known, now)
        const withdrawn = await markEditionWithdrawn(tx, id, { by: actor, at: now, why: reason })
        await noteAct(tx, {
          at: now,
          by: actor,
          kind: 'playbook.withdraw',
          subject: { id: row.code, name: told.name },
          reason,
          before: { effectiveFrom: row.effectiveFrom },
          after: { effectiveFrom: null },
        })
        return grant({ ...editionView(withdrawn, known, now), name: told.name })
      }),
  }
}
