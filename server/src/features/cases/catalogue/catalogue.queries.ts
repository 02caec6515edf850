import { isRealDay, shanghaiDay, type Day } from '@shuniu/shared/calendar'
import {
  amendmentsTold,
  beneath,
  catalogueOn,
  countyCatalogueOf,
  nextOwnCode,
  takesEffectAt,
  wrongAmendment,
  type Amendment,
  type AmendmentEffects,
  type AmendmentView,
  type Catalogue,
  type CountyCatalogue,
  type CountyKind,
  type KindView,
  type listAmendments,
  type PostedAmendment,
  type seeCatalogue,
} from '@shuniu/shared/cases'
import { isUnder } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Instant, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx, type Database, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import type { Clocks } from '../../clocks/index.ts'
import type { Places } from '../../grids/index.ts'
import { dutiesFor } from '../../staffing/index.ts'
import { sightOf } from '../filter.ts'
import {
  amendmentsBefore,
  amendmentsIn,
  countOpen,
  editionOf,
  toAmendment,
  usedCodes,
  type AmendmentRow,
} from './catalogue.repo.ts'

export const readAmendments = (database: Database): Promise<Amendment[]> =>
  inTx(database, amendmentsIn, { readOnly: true })

/** An amendment as it is told; the kind by its name of the day it takes effect. */
export function amendmentView(row: AmendmentRow, county: CountyCatalogue, now: Instant): AmendmentView {
  const amendment = toAmendment(row)
  const { change } = amendment
  const from = takesEffectAt(amendment)
  const said = change.kind === 'add' || change.kind === 'change' ? change.name : undefined
  const state = row.withdrawnAt === null ? (from <= now ? 'inForce' : 'toCome') : 'withdrawn'
  const { reason, madeBy, withdrawnBy, withdrawnAt, withdrawnWhy } = row
  return {
    ...amendment,
    name: said ?? county.at(from).of(row.code)?.name ?? row.code,
    state,
    reason,
    madeBy,
    withdrawnBy,
    withdrawnAt,
    withdrawnWhy,
  }
}

function kindView(row: CountyKind, chosen: ReadonlySet<string>): KindView {
  const { code, parent, name, shortName, defaultLevel, synonyms, isOwn, ended } = row
  return {
    code,
    parent,
    name,
    shortName,
    defaultLevel,
    synonyms: [...synonyms],
    isOwn,
    isChosen: chosen.has(code),
    endedFrom: ended ? shanghaiDay(ended.at) : null,
  }
}

function viewsOf({ rows, kinds }: Catalogue): KindView[] {
  const chosen = new Set(kinds.map(({ code }) => code))
  return rows.map(row => kindView(row, chosen))
}

/**
 * What would be amended, as a proposal: a kind that is added gets the next code of its parent. Refuses:
 * `catalogue.codesUsedUp`.
 */
export function proposalOf(
  { code, effectiveFrom, change }: PostedAmendment,
  by: { readonly used: readonly string[]; readonly known: readonly Amendment[]; readonly now: Instant },
): Result<Amendment> {
  const own = change.kind === 'add' ? nextOwnCode(code, by.used) : code
  if (own === undefined) return refuse('catalogue.codesUsedUp', { code })
  const id = Math.max(0, ...by.known.map(one => one.id)) + 1
  return grant({ id, code: own, effectiveFrom, change, madeAt: by.now })
}

export type CatalogueQueryDeps = Pick<Platform, 'database' | 'clock'> & {
  readonly clocks: Pick<Clocks, 'law'>
  readonly places: Pick<Places, 'countyCode'>
}

export function catalogueQueriesOf({ database, clock, clocks, places }: CatalogueQueryDeps) {
  const read = (): Promise<{ known: Amendment[]; used: string[] }> =>
    inTx(database, async (tx: Tx) => ({ known: await amendmentsIn(tx), used: await usedCodes(tx) }), {
      readOnly: true,
      isolation: 'repeatable read',
    })

  const limitsFor = (codes: readonly string[], today: Day): number =>
    clocks.law().rules.filter(({ categoryPrefix, effectiveTo }) => {
      const isSaid = categoryPrefix !== undefined && codes.includes(categoryPrefix)
      return isSaid && (effectiveTo === undefined || effectiveTo >= today)
    }).length

  return {
    /** Refuses: `catalogue.notADay`. */
    async see({ on }: QueryOf<typeof seeCatalogue>): Promise<Result<ReplyOf<typeof seeCatalogue>>> {
      if (on !== undefined && !isRealDay(on)) return refuse('catalogue.notADay', { days: [on] })
      const amendments = await readAmendments(database)
      const county = countyCatalogueOf(amendments)
      const catalogue = on === undefined ? county.at(clock.now()) : catalogueOn(county, on)
      return grant({ items: viewsOf(catalogue), amendments })
    },

    async history({
      code,
      before,
    }: QueryOf<typeof listAmendments>): Promise<Result<ReplyOf<typeof listAmendments>>> {
      const asked = { ...(code !== undefined && { code }), ...(before !== undefined && { before }) }
      const rows = await amendmentsBefore(database, { ...asked, limit: amendmentsTold + 1 })
      const county = countyCatalogueOf(await readAmendments(database))
      const items = rows.slice(0, amendmentsTold).map(row => amendmentView(row, county, clock.now()))
      const next = rows.length > amendmentsTold ? (items.at(-1)?.id ?? null) : null
      return grant({ items, next, edition: await editionOf(database, code) })
    },

    /** Refuses: what `wrongAmendment` refuses, `catalogue.codesUsedUp`. */
    async preview(posted: PostedAmendment, actor: Actor): Promise<Result<AmendmentEffects>> {
      const now = clock.now()
      const { known, used } = await read()
      const proposal = proposalOf(posted, { known, used, now })
      if (!proposal.ok) return proposal
      const wrong = wrongAmendment(proposal.value, known, now)
      if (wrong) return wrong
      const { code } = proposal.value
      const catalogue = countyCatalogueOf(known).at(takesEffectAt(proposal.value))
      const below = beneath(catalogue, code)
      const codes = catalogue.rows.filter(row => isUnder(row.code, code)).map(row => row.code)
      return grant({
        code,
        openCases: await countOpen(
          database,
          codes,
          sightOf(actor, places.countyCode() ?? actor.scope).inFull,
        ),
        kindsBelow: below.length,
        duties: await inTx(database, tx => dutiesFor(tx, codes), { readOnly: true }),
        clockRules: limitsFor(codes, shanghaiDay(now)),
      })
    },
  }
}
