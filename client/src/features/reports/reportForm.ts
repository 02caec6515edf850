import type { CaseLevel } from '@shuniu/shared/cases'
import type { PostedReport } from '@shuniu/shared/reports'
import { newId } from '../../platform/ids/index.ts'
import { kindsNow } from '../cases/index.ts'
import type { PickedFile } from '../uploads/index.ts'
import type { Queued } from './queued.ts'

/** Where it happened: where the phone stood, a point on the map, or a division of the register. */
export type ReportPlace =
  | { readonly by: 'fix' | 'map'; readonly lon: number; readonly lat: number; readonly accuracyM?: number }
  | { readonly by: 'area'; readonly code: string }

/** A report being written. Its id is made with it and stays until the receipt. */
export interface ReportDraft {
  readonly id: string
  readonly text: string
  readonly categoryCode?: string
  /** What the reporter chose; the category's own level until then. */
  readonly level?: CaseLevel
  readonly place?: ReportPlace
  readonly placeText: string
  readonly photos: readonly PickedFile[]
}

export const emptyDraft = (place?: ReportPlace): ReportDraft => ({
  id: newId(),
  text: '',
  placeText: '',
  photos: [],
  ...(place && { place }),
})

export const levelOf = ({ level, categoryCode }: Pick<ReportDraft, 'level' | 'categoryCode'>): CaseLevel =>
  level ?? kindsNow().of(categoryCode ?? '')?.defaultLevel ?? 'blue'

/** The place of an account's own post, where it is no wider than a village. */
export const ownPlace = (scope: string): ReportPlace | undefined =>
  scope.length >= 12 ? { by: 'area', code: scope } : undefined

export type Missing = 'text' | 'category' | 'place'

/** What the server would refuse for; told at the field before anything is sent. */
export function missingIn(draft: ReportDraft): Missing[] {
  const isEmpty = draft.text.trim() === '' && draft.photos.length === 0
  return [
    ...(isEmpty ? (['text'] as const) : []),
    ...(draft.categoryCode === undefined ? (['category'] as const) : []),
    ...(draft.place === undefined ? (['place'] as const) : []),
  ]
}

/** The field a refusal of the server belongs to; undefined for one of the whole report. */
export function fieldOf(code: string): Missing | 'photos' | undefined {
  if (code.startsWith('category.')) return 'category'
  if (code === 'report.empty') return 'text'
  if (code.startsWith('upload.') || code === 'report.unknownMedia') return 'photos'
  return code === 'area.unknown' || code === 'report.nowhere' ? 'place' : undefined
}

function placed(place: ReportPlace): Pick<PostedReport, 'position' | 'areaCode'> {
  if (place.by === 'area') return { areaCode: place.code }
  const { lon, lat, accuracyM } = place
  return { position: { lon, lat, datum: 'WGS84', ...(accuracyM !== undefined && { accuracyM }) } }
}

/** The report as it will be posted; undefined while something is missing. */
export function bodyOf(draft: ReportDraft, occurredAt: string): PostedReport | undefined {
  const { id, categoryCode, place, photos } = draft
  if (missingIn(draft).length > 0 || categoryCode === undefined || !place) return undefined
  const text = draft.text.trim()
  const placeText = draft.placeText.trim()
  return {
    id,
    categoryCode,
    occurredAt,
    level: levelOf(draft),
    ...placed(place),
    ...(text !== '' && { text }),
    ...(placeText !== '' && { placeText }),
    ...(photos.length > 0 && { media: photos.map(photo => photo.id) }),
  }
}

/**
 * A refused report as a draft again. It keeps its id, which the server has not stored; an id that another report took
 * is replaced.
 */
export function draftOf({ body, photos, standing }: Queued): ReportDraft {
  const isTaken = standing.is === 'refused' && standing.refusal.code === 'command.idTaken'
  const { position, areaCode, categoryCode, level } = body
  const { lon, lat, accuracyM } = position ?? {}
  const fix = lon !== undefined && lat !== undefined && { by: 'map' as const, lon, lat }
  return {
    id: isTaken ? newId() : body.id,
    text: body.text ?? '',
    placeText: body.placeText ?? '',
    categoryCode,
    photos,
    ...(level !== undefined && { level }),
    ...(fix && { place: { ...fix, ...(accuracyM !== undefined && { accuracyM }) } }),
    ...(areaCode !== undefined && { place: { by: 'area' as const, code: areaCode } }),
  }
}
