import { shanghaiDay } from '@shuniu/shared/calendar'
import type { CaseDetail } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import {
  documentOf,
  documentsAwaited,
  documentsOf,
  type CaseFile,
  type listDocuments,
  type CaseDocument,
} from '@shuniu/shared/documents'
import type { Platform } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import type { Directory } from '../centres/index.ts'
import type { Places } from '../grids/index.ts'

export interface DocumentGround {
  readonly cases: Pick<Cases, 'file' | 'chosen'>
  readonly places: Pick<Places, 'fullNameOn' | 'fullNameOf' | 'presentOf'>
  readonly units: Pick<Directory, 'unitById' | 'centreOf'>
  /** Whether people and cases here are invented ones. */
  readonly isDemo: () => Promise<boolean>
}

export type DocumentQueryDeps = Pick<Platform, 'log'> & DocumentGround

export interface DocumentOptions {
  readonly id: string
  readonly form: string
  readonly of?: number | undefined
}

const digits = { village: 12, township: 9, county: 6 } as const

async function fileOf({ places, units, isDemo }: DocumentGround, detail: CaseDetail): Promise<CaseFile> {
  const { areaCode, tier, openedAt } = detail.case
  const opened = shanghaiDay(instant(openedAt))
  const unitOf = (id: string) => units.unitById(id)?.name ?? ''
  const centre = units.centreOf(areaCode.slice(0, digits[tier]))
  return {
    detail,
    names: {
      unitOf,
      placeOf: code => places.fullNameOn(code, opened) ?? '',
      placeNow: code => places.fullNameOf(places.presentOf(code) ?? '') ?? '',
      centre: centre === undefined ? '' : unitOf(centre),
    },
    isDemo: await isDemo(),
  }
}

/** The documents of cases, each filled in from the case as its reader may see it. */
export const documentQueriesOf = (reading: DocumentQueryDeps) => ({
  async list(id: string, actor: Actor): Promise<Result<ReplyOf<typeof listDocuments>>> {
    const seen = await reading.cases.file(id, actor)
    if (!seen.ok) return seen
    return grant({ items: documentsOf(seen.value, actor), awaited: documentsAwaited(seen.value, actor) })
  },

  async see({ id, form, of }: DocumentOptions, actor: Actor): Promise<Result<CaseDocument>> {
    const seen = await reading.cases.file(id, actor)
    if (!seen.ok) return seen
    const drawn = documentOf(await fileOf(reading, seen.value), { form, of }, actor)
    const { accountId } = actor
    if (drawn.ok) reading.log.info({ caseId: id, accountId, form, of }, 'a form was drawn')
    return drawn
  },
})
