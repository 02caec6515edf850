import type { CaseFilter, CasePage, CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { defaultPageSize, grant, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import type { SQL } from 'drizzle-orm'
import { inTx, type Database } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { stream } from '../../platform/outbox/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { CaseRow } from './case.rows.ts'
import { after, cursorAfter, placeOf, type ListCount, type Sort } from './cursor.ts'
import { conditionOf, wrongParts, type SightConditions } from './filter.ts'
import { countFound, countOf, pageOf, preferIndexes, type Ways } from './listing.repo.ts'
import type { CaseDeps } from './deps.ts'
import { viewFor } from './masking.ts'
import { callerHashesOf } from './callerKey.ts'
import { foundBy, meaningsOf, meets, searchPartOf } from './finding.ts'
import { namedTo, relatedOf } from './references.ts'
import type { Refolding } from './refolding.job.ts'

/** Lists are for people who wait: what takes longer than this is given up, and they are told. */
const statementMs = 8_000

type CaseListingDeps = Pick<Platform, 'database' | 'clock'> &
  Pick<CaseDeps, 'places' | 'catalogue' | 'units'> & {
    readonly refolding: Refolding
    readonly secrets: Secrets
  }

/** The head of the stream; read before anything it is to vouch for. */
export async function headOf(orm: Pick<Database['orm'], 'select'>): Promise<number> {
  const [row] = await orm.select({ head: stream.head }).from(stream)
  return row?.head ?? 0
}

/** What the words of a query ask of `case_words`, and of a case by what the actor may read of it. */
function searchOf(q: string, actor: Actor, { units, secrets }: Pick<CaseListingDeps, 'units' | 'secrets'>) {
  const meanings = meaningsOf(q, { actor, units, hashes: callerHashesOf(secrets) })
  const part = searchPartOf(actor)
  const found = foundBy(meanings, part)
  if (!found || part === 'public') return { found, meets: undefined }
  return { found, meets: (sight: SightConditions) => meets(meanings, sight) }
}

/** The cases as the actor may see them. */
async function viewsFor(
  { orm }: Database,
  by: { readonly actor: Actor; readonly countyCode: string },
  rows: readonly CaseRow[],
): Promise<CaseView[]> {
  const related = await relatedOf(orm, by, rows)
  return rows.map(row => viewFor(by.actor, row, related(row)))
}

/** Cases merged into one that the actor does not see in full are not to be found by it. */
const isBlind = async ({ orm }: Database, { master }: CaseFilter, actor: Actor): Promise<boolean> =>
  master !== undefined && (await namedTo(orm, actor, [master])).size === 0

function wrongWords(filter: CaseFilter): Refused | undefined {
  const wrong = wrongParts(filter)
  if (wrong.length === 0) return undefined
  const faults = wrong.map(at => ({ part: 'query', at: `/${at}`, message: 'names nothing that exists' }))
  return refuse('request.malformed', { faults })
}

/** What is asked for of a list that may be read. */
interface CaseListQuery {
  readonly where: SQL
  /** What the words looked for say of `case_words`; undefined when none are looked for. */
  readonly found: SQL | undefined
  readonly isMetByCondition: boolean
  readonly place: ReturnType<typeof placeOf>
  readonly sort: Sort
  readonly limit: number
}

/**
 * One slice of the cases that an actor asks for and may see, with their number: counted with the first slice alone and
 * to a limit, since nobody leafs through more. Refuses: `request.malformed`, `page.unknownCursor`.
 */
export async function listCases(
  deps: CaseListingDeps,
  filter: CaseFilter,
  actor: Actor,
): Promise<Result<CasePage>> {
  const { database, clock, places, catalogue: kept, refolding } = deps
  const { sort = 'newest', limit = defaultPageSize, cursor } = filter
  const place = cursor === undefined ? undefined : placeOf(cursor, sort)
  const wrong = wrongWords(filter)
  if (wrong) return wrong
  if (cursor !== undefined && !place) return refuse('page.unknownCursor')
  const q = filter.q?.trim() ?? ''
  const search = q === '' ? undefined : searchOf(q, actor, deps)
  const unsearched = q === '' ? {} : await refolding.unsearched()
  // Before a county is stored there are no cases either: an empty list, whatever stands for its code.
  const countyCode = places.countyCode() ?? actor.scope
  const catalogue = kept.county().at(clock.now())
  const where = conditionOf(filter, actor, { countyCode, catalogue, meets: search?.meets })
  const found = search?.found
  if ((search && !found) || (await isBlind(database, filter, actor)))
    return grant({ ...nothing, asOf: await headOf(database.orm) })
  const isMetByCondition = search?.meets !== undefined
  const page = await read(database, { where, found, isMetByCondition, place, sort, limit })
  const items = await viewsFor(database, { actor, countyCode }, page.rows)
  const floor = page.counted.isFloor ? { totalIsFloor: true } : {}
  return grant({
    items,
    next: page.next,
    total: page.counted.total,
    ...floor,
    asOf: page.asOf,
    ...unsearched,
  })
}

const nothing = { items: [], next: null, total: 0 }

interface ReadPage {
  readonly rows: readonly CaseRow[]
  readonly next: string | null
  readonly counted: ListCount
  readonly asOf: number
}

const read = (
  database: Database,
  { where, found, isMetByCondition, place, sort, limit }: CaseListQuery,
): Promise<ReadPage> =>
  inTx(
    database,
    async tx => {
      const asOf = await headOf(tx.orm)
      await preferIndexes(tx)
      const counted =
        place?.counted ?? (found ? await countFound(tx, where, found) : await countOf(tx, where))
      const ways: Ways = { where, found, isMetByCondition, counted, rest: place && after(place) }
      const rows = await pageOf(tx, ways, { sort, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      const total = Math.max(counted.total, shown.length)
      const told = { ...counted, total }
      return { rows: shown, next: last ? cursorAfter(last, sort, told) : null, counted: told, asOf }
    },
    { readOnly: true, statementMs },
  )
