import type { CaseDetail } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import {
  paperOf,
  papersAwaited,
  papersOf,
  type CaseFile,
  type listPapers,
  type Paper,
} from '@shuniu/shared/papers'
import type { Platform } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import type { Directory } from '../centres/index.ts'
import type { Places } from '../grids/index.ts'

export interface PaperGround {
  readonly cases: Pick<Cases, 'file'>
  readonly places: Pick<Places, 'fullNameOf'>
  readonly units: Pick<Directory, 'unitById' | 'centreOf'>
  /** Whether people and cases here are invented ones. */
  readonly isDemo: () => Promise<boolean>
}

export type Reading = Pick<Platform, 'log'> & PaperGround

export interface PaperOptions {
  readonly id: string
  readonly paper: string
  readonly of?: number | undefined
}

const digits = { village: 12, township: 9, county: 6 } as const

async function fileOf({ places, units, isDemo }: PaperGround, detail: CaseDetail): Promise<CaseFile> {
  const { areaCode, tier } = detail.case
  const unitOf = (id: string) => units.unitById(id)?.name ?? ''
  const centre = units.centreOf(areaCode.slice(0, digits[tier]))
  return {
    detail,
    names: {
      unitOf,
      placeOf: code => places.fullNameOf(code) ?? '',
      centre: centre === undefined ? '' : unitOf(centre),
    },
    isDemo: await isDemo(),
  }
}

/** The papers of cases, each filled in from the case as its reader may see it. */
export const paperQueriesOf = (reading: Reading) => ({
  async list(id: string, actor: Actor): Promise<Result<ReplyOf<typeof listPapers>>> {
    const seen = await reading.cases.file(id, actor)
    if (!seen.ok) return seen
    return grant({ items: papersOf(seen.value, actor), awaited: papersAwaited(seen.value, actor) })
  },

  async see({ id, paper, of }: PaperOptions, actor: Actor): Promise<Result<Paper>> {
    const seen = await reading.cases.file(id, actor)
    if (!seen.ok) return seen
    const drawn = paperOf(await fileOf(reading, seen.value), { paper, of }, actor)
    const { accountId } = actor
    if (drawn.ok) reading.log.info({ caseId: id, accountId, paper, of }, 'a paper was drawn')
    return drawn
  },
})
