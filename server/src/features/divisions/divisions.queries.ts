import {
  actsTold,
  historyTold,
  type listDivisionActs,
  type seeDivisionHistory,
} from '@shuniu/shared/divisions'
import type { FormerDivision } from '@shuniu/shared/grids'
import { grant, refuse, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import type { Platform } from '../../platform/feature/index.ts'
import { formerDivisionsIn, type Places } from '../grids/index.ts'
import { actsAbout, actsBefore, actViewOf } from './divisions.repo.ts'

interface DivisionQueryDeps extends Pick<Platform, 'database'> {
  readonly places: Pick<Places, 'fullNameOf' | 'presentOf'>
}

/** The code and all that became part of it, by the acts. */
function linesTo(code: string, former: readonly FormerDivision[]): Set<string> {
  const codes = new Set([code])
  for (const one of former.toReversed()) if (one.heirs.some(heir => codes.has(heir))) codes.add(one.code)
  return codes
}

export const divisionQueriesOf = ({ database, places }: DivisionQueryDeps) => ({
  async acts({
    state,
    before,
  }: QueryOf<typeof listDivisionActs>): Promise<Result<ReplyOf<typeof listDivisionActs>>> {
    const rows = await actsBefore(database, {
      state,
      before: before === undefined ? undefined : Number(before),
      limit: actsTold + 1,
    })
    const items = rows.slice(0, actsTold).map(actViewOf)
    const last = rows.length > actsTold ? items.at(-1) : undefined
    return grant({ items, next: last ? String(last.nr) : null })
  },

  /** Refuses: `division.unknown`. */
  async history(code: string): Promise<Result<ReplyOf<typeof seeDivisionHistory>>> {
    const all = await formerDivisionsIn(database)
    const codes = linesTo(code, all)
    const former = all.filter(one => codes.has(one.code)).slice(-historyTold)
    const name = places.fullNameOf(code) ?? null
    if (name === null && former.length === 0) return refuse('division.unknown', { code })
    const now = places.presentOf(code)
    const nowName = now === undefined || now === code ? undefined : places.fullNameOf(now)
    const acts = await actsAbout(database, [...codes], historyTold)
    return grant({
      name,
      now: now === undefined || nowName === undefined ? null : { code: now, name: nowName },
      former,
      acts: acts.map(actViewOf),
    })
  },
})
