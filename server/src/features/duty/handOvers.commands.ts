import { mostWaiting, type giveHandOver, type HandOverView } from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { and, eq, inArray, like, or, type SQL } from 'drizzle-orm'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { cases as caseTable } from '../cases/index.ts'
import type { HandedRow } from './duty.tables.ts'
import { handOverView, type HandOverGround } from './handOvers.queries.ts'
import {
  addHandOver,
  casesToHandOver,
  countsOf,
  handOverById,
  lockHandOvers,
  saveTaking,
  tookOverAt,
  waitingAt,
} from './handOvers.repo.ts'
import { stintsAt } from './roster.repo.ts'
import { watchUnitOf } from './watchUnit.ts'

type Given = BodyOf<typeof giveHandOver>

/** Of what `counts` and `cases` of a stored hand-over are made. */
const bodyVersion = 1
const countyDigits = 6
const mostOnWatch = 200

/** What a watch answers for: its own division; the county's what is the county's to do, and whatever is grave. */
const ownCases = ({ scope }: Actor): SQL | undefined =>
  scope.length > countyDigits
    ? like(caseTable.areaCode, `${scope}%`)
    : or(eq(caseTable.tier, 'county'), inArray(caseTable.level, ['red', 'orange']))

/** One watch passed to the next: given with a signature, whole with the second. */
export function handOverCommandsOf(deps: Pick<Platform, 'database' | 'clock'> & HandOverGround) {
  const { database, clock, units, cases } = deps

  return {
    /** Refuses: as `giveHandOver` of the contracts. */
    give: async ({ id, notes, remarks }: Given, actor: Actor): Promise<Result<HandOverView>> => {
      const unitId = watchUnitOf(actor, units)
      if (unitId === undefined) return refuse('duty.noCentre')
      const inFull = cases.readInFullBy(actor)
      const hash = bodyHash({ by: actor.accountId, notes, remarks })
      return inTx(database, async tx => {
        await lockHandOvers(tx, unitId)
        const made = await handOverById(tx, id)
        if (made && made.commandHash !== hash) return refuse('command.idTaken')
        if (made) return grant(await handOverView(tx, made, inFull))
        if ((await waitingAt(tx, unitId, mostWaiting)).length >= mostWaiting)
          return refuse('duty.tooManyWaiting')
        const words = new Map(remarks.map(({ caseId, text }) => [caseId, text]))
        const found = await casesToHandOver(tx, { watched: ownCases(actor), inFull }, [...words.keys()])
        const unseen = [...words.keys()].filter(caseId => !found.some(one => one.id === caseId))
        if (unseen.length > 0) return refuse('duty.unseenCase', { caseIds: unseen })
        const now = clock.now()
        const [stint] = (await stintsAt(tx, [unitId], { at: now, most: mostOnWatch })).filter(
          ({ accountId }) => accountId === actor.accountId,
        )
        await addHandOver(tx, {
          id,
          unitId,
          givenById: actor.accountId,
          givenBy: actor.name,
          givenAt: now,
          since: stint?.startsAt ?? (await tookOverAt(tx, unitId, actor.accountId)),
          notes,
          commandHash: hash,
          bodyVersion,
          counts: await countsOf(tx, and(ownCases(actor), inFull), now),
          cases: found.map(({ id: caseId, level, status, dueAt }): HandedRow => ({
            caseId,
            level,
            status,
            dueAt,
            remark: words.get(caseId) ?? null,
          })),
        })
        const row = await handOverById(tx, id)
        return row ? grantNew(await handOverView(tx, row, inFull)) : refuse('duty.unknownHandOver')
      })
    },

    /** Refuses: as `takeHandOver` of the contracts. */
    take: async (id: string, actor: Actor): Promise<Result<HandOverView>> => {
      const unitId = watchUnitOf(actor, units)
      if (unitId === undefined) return refuse('duty.noCentre')
      const inFull = cases.readInFullBy(actor)
      return inTx(database, async tx => {
        await lockHandOvers(tx, unitId)
        const row = await handOverById(tx, id)
        if (row?.unitId !== unitId) return refuse('duty.unknownHandOver')
        if (row.takenById === actor.accountId) return grant(await handOverView(tx, row, inFull))
        if (row.takenBy !== null) return refuse('duty.takenAlready', { by: row.takenBy, at: row.takenAt })
        if (row.givenById === actor.accountId) return refuse('duty.ownHandOver')
        const by = { takenById: actor.accountId, takenBy: actor.name, takenAt: clock.now() }
        const taken = await saveTaking(tx, id, by)
        return taken ? grant(await handOverView(tx, taken, inFull)) : refuse('duty.unknownHandOver')
      })
    },
  }
}
