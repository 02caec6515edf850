import { addDays, isRealDay, shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  editionFrom,
  editionsTold,
  nextPlaybookCode,
  playbooksAt,
  wrongEdition,
  type Catalogue,
  type EditionEffects,
  type EditionView,
  type listEditions,
  type listPlaybooks,
  type PlaybookContent,
  type PlaybookEdition,
  type PostedEdition,
} from '@shuniu/shared/cases'
import { isUnder } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import {
  grant,
  refuse,
  toMs,
  instant,
  type Instant,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import { inTx, type Database, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import type { Places } from '../../grids/index.ts'
import type { KeptCatalogue } from '../catalogue/catalogue.job.ts'
import { sightOf } from '../filter.ts'
import {
  countWorked,
  editionCountOf,
  editionsBefore,
  editionsIn,
  toEdition,
  usedPlaybookCodes,
  type EditionRow,
} from './playbooks.repo.ts'

export const readEditions = (database: Database): Promise<PlaybookEdition[]> =>
  inTx(database, editionsIn, { readOnly: true })

/** What a playbook was called before an edition that ends it. */
const nameBefore = (edition: PlaybookEdition, known: readonly PlaybookEdition[]): string => {
  const at = instant(toMs(editionFrom(edition)) - 1)
  return playbooksAt(known, at).find(({ code }) => code === edition.code)?.content.name ?? edition.code
}

export function editionView(row: EditionRow, known: readonly PlaybookEdition[], now: Instant): EditionView {
  const edition = toEdition(row)
  const state = row.withdrawnAt === null ? (editionFrom(edition) <= now ? 'inForce' : 'toCome') : 'withdrawn'
  const { reason, madeBy, withdrawnBy, withdrawnAt, withdrawnWhy } = row
  return {
    ...edition,
    name: edition.content?.name ?? nameBefore(edition, known),
    state,
    reason,
    madeBy,
    withdrawnBy,
    withdrawnAt,
    withdrawnWhy,
  }
}

interface EditionGround {
  readonly known: readonly PlaybookEdition[]
  readonly used: readonly string[]
  readonly now: Instant
}

/** What would be said: a new playbook gets the next code of the county's own. */
export const editionProposal = (
  { code, effectiveFrom, content }: PostedEdition,
  { known, used, now }: EditionGround,
): PlaybookEdition => ({
  code: code ?? nextPlaybookCode(used),
  edition: Math.max(0, ...known.map(({ edition }) => edition)) + 1,
  effectiveFrom,
  madeAt: now,
  content,
})

export type PlaybookQueryDeps = Pick<Platform, 'database' | 'clock'> & {
  readonly catalogue: Pick<KeptCatalogue, 'county'>
  readonly places: Pick<Places, 'countyCode'>
}

/** The catalogue by which an edition is judged: that of its day, where it names one. */
export const kindsFor = (
  proposal: PlaybookEdition,
  { county }: Pick<KeptCatalogue, 'county'>,
  now: Instant,
): Catalogue => county().at(isRealDay(proposal.effectiveFrom) ? editionFrom(proposal) : now)

const codesUnder = ({ rows }: Catalogue, { kinds }: PlaybookContent): string[] =>
  rows.filter(({ code }) => kinds.some(kind => isUnder(code, kind))).map(({ code }) => code)

const stepTexts = (content: PlaybookContent | null | undefined): string[] =>
  content?.steps.map(({ text }) => text) ?? []

export function playbookQueriesOf({ database, clock, catalogue, places }: PlaybookQueryDeps) {
  const read = () =>
    inTx(database, async (tx: Tx) => ({ known: await editionsIn(tx), used: await usedPlaybookCodes(tx) }), {
      readOnly: true,
      isolation: 'repeatable read',
    })

  return {
    /** Refuses: `playbook.notADay`. */
    async list({ on }: QueryOf<typeof listPlaybooks>): Promise<Result<ReplyOf<typeof listPlaybooks>>> {
      if (on !== undefined && !isRealDay(on)) return refuse('playbook.notADay', { days: [on] })
      const now = clock.now()
      // Of today what holds by now; of another day what holds as it ends.
      const at = on === undefined || on === shanghaiDay(now) ? now : shanghaiDayStart(addDays(on, 1))
      return grant({ items: playbooksAt(await readEditions(database), at) })
    },

    async history({
      code,
      before,
    }: QueryOf<typeof listEditions>): Promise<Result<ReplyOf<typeof listEditions>>> {
      const asked = { ...(code !== undefined && { code }), ...(before !== undefined && { before }) }
      const rows = await editionsBefore(database, { ...asked, limit: editionsTold + 1 })
      const known = await readEditions(database)
      const items = rows.slice(0, editionsTold).map(row => editionView(row, known, clock.now()))
      const next = rows.length > editionsTold ? (items.at(-1)?.edition ?? null) : null
      return grant({ items, next, edition: await editionCountOf(database, code) })
    },

    /** Refuses: what `wrongEdition` refuses. */
    async preview(posted: PostedEdition, actor: Actor): Promise<Result<EditionEffects>> {
      const now = clock.now()
      const { known, used } = await read()
      const proposal = editionProposal(posted, { known, used, now })
      const kinds = kindsFor(proposal, catalogue, now)
      const wrong = wrongEdition(proposal, known, { now, catalogue: kinds, isNew: posted.code === null })
      if (wrong) return wrong
      const before = playbooksAt(known, editionFrom(proposal)).find(
        ({ code }) => code === proposal.code,
      )?.content
      const meant = proposal.content ?? before
      const [is, was] = [stepTexts(proposal.content), stepTexts(before)]
      const { inFull } = sightOf(actor, places.countyCode() ?? actor.scope)
      const counted = meant
        ? await countWorked(database, { codes: codesUnder(kinds, meant), levels: meant.levels, inFull })
        : { openCases: 0, waitingCases: 0 }
      return grant({
        code: proposal.code,
        ...counted,
        added: is.filter(text => !was.includes(text)),
        dropped: was.filter(text => !is.includes(text)),
      })
    },
  }
}
