import { shanghaiDay } from '@shuniu/shared/calendar'
import {
  gridCheckCodes,
  gridFindingsTold,
  type GridFinding,
  type listGridFindings,
  type seeGridChecks,
} from '@shuniu/shared/gridChecks'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { Static } from 'typebox'
import type { Platform } from '../../platform/feature/index.ts'
import type { Places } from '../grids/index.ts'
import { countFindings, findingsIn, lastRound, type FindingRow, type GridRound } from './gridChecks.repo.ts'

export type GridCheckQueryDeps = Pick<Platform, 'database' | 'clock'> & { readonly places: Places }

type ListQuery = Static<(typeof listGridFindings)['shape']['query']>
type Summary = Static<(typeof seeGridChecks)['shape']['reply']>

const stateOf = ({ mendedAt, waivedAt }: FindingRow): GridFinding['state'] =>
  mendedAt !== null ? 'mended' : waivedAt !== null ? 'waived' : 'open'

export function toFinding(row: FindingRow, { fullNameOf }: Pick<Places, 'fullNameOf'>): GridFinding {
  const { id, check, subject, villageCode, measure, others, pieces, foundAt, checkedAt, mendedAt } = row
  const { dueOn, note, version } = row
  return {
    id,
    check,
    subject,
    // Of a grid that is no more the code is all there is.
    subjectName: fullNameOf(subject) ?? subject,
    villageCode,
    measure,
    others,
    pieces: pieces.map(ring => ring.map(([lon, lat]): [number, number] => [lon, lat])),
    state: stateOf(row),
    foundAt,
    checkedAt,
    mendedAt,
    dueOn,
    note,
    version,
  }
}

const isUnderWay = (round: GridRound | undefined): boolean =>
  typeof round?.begunAt === 'string' && (round.endedAt === null || round.endedAt < round.begunAt)

const cursorOf = ({ rank, dueOn, id }: FindingRow): string => `${rank}_${dueOn}_${id}`

function placeOf(cursor: string) {
  const [rank = '0', dueOn = '', id = ''] = cursor.split('_')
  return { rank: Number(rank), dueOn, id }
}

/** What rounds of checks have found, for whoever has the division. */
export function gridCheckQueries({ database, clock, places }: GridCheckQueryDeps) {
  /** The division asked for, else the actor's own. Refuses: `area.notYours`. */
  function areaFor(actor: Actor, area = actor.scope): Result<string> {
    return covers(actor, area) && places.areaOf(area) ? grant(area) : refuse('area.notYours', { area })
  }

  return {
    async summary({ area: asked }: { area?: string }, actor: Actor): Promise<Result<Summary>> {
      const area = areaFor(actor, asked)
      if (!area.ok) return area
      const counts = await countFindings(database, area.value, shanghaiDay(clock.now()))
      const round = await lastRound(database)
      const sum = (of: 'open' | 'late' | 'waived', rows: typeof counts) =>
        rows.reduce((total, row) => total + row[of], 0)
      const items = gridCheckCodes.map(check => {
        const rows = counts.filter(one => one.check === check)
        return { check, open: sum('open', rows), late: sum('late', rows), waived: sum('waived', rows) }
      })
      const townships = places.within(area.value, 'township').map(({ code, name }) => {
        return {
          code,
          name,
          open: sum(
            'open',
            counts.filter(one => one.township === code),
          ),
        }
      })
      const isChecking = isUnderWay(round)
      const grids = places.within(area.value, 'grid').length
      return grant({ grids, checkedAt: round?.endedAt ?? null, isChecking, items, townships })
    },

    async list({ area: asked, check, state = 'open', cursor }: ListQuery, actor: Actor) {
      const area = areaFor(actor, asked)
      if (!area.ok) return area
      const after = cursor === undefined ? undefined : placeOf(cursor)
      const rows = await findingsIn(database, { area: area.value, check, state, after })
      const told = rows.slice(0, gridFindingsTold)
      const last = rows.length > told.length ? told.at(-1) : undefined
      return grant({
        items: told.map(row => toFinding(row, places)),
        next: last ? cursorOf(last) : null,
      })
    },
  }
}
