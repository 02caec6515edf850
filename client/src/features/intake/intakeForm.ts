import { caseLevels, type CaseLevel } from '@shuniu/shared/cases'
import { isOneOf, typedPhone } from '@shuniu/shared/kernel'
import { PostedReport } from '@shuniu/shared/reports'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { newId } from '../../platform/ids/index.ts'
import { kindsNow } from '../cases/index.ts'

/** How somebody came, by the code of the catalogue's sources. */
export const intakeSources = [
  { code: '16', word: 'phone' },
  { code: '03', word: 'visit' },
] as const

/** A point of the map, and the division whose land it was set on. */
export interface MapPoint {
  readonly lon: number
  readonly lat: number
  readonly code: string
}

/**
 * A call or a visit being written down; what is not filled in is empty. Its id is made with it and stays until the receipt;
 * `sent` is the report as it was sent, while nobody knows whether it was received.
 */
export interface IntakeDraft {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly sourceCode: string
  readonly areaCode: string
  readonly point: MapPoint | null
  readonly placeText: string
  readonly categoryCode: string
  /** Empty while the kind's own counts. */
  readonly level: string
  readonly text: string
  readonly sent: PostedReport | null
}

const Shape = Type.Object({
  id: Type.String(),
  number: Type.String(),
  name: Type.String(),
  sourceCode: Type.String(),
  areaCode: Type.String(),
  point: Type.Union([
    Type.Null(),
    Type.Object({ lon: Type.Number(), lat: Type.Number(), code: Type.String() }),
  ]),
  placeText: Type.String(),
  categoryCode: Type.String(),
  level: Type.String(),
  text: Type.String(),
  sent: Type.Union([Type.Null(), PostedReport]),
})

export const isIntakeDraft = (words: unknown): words is IntakeDraft => Check(Shape, words)

export const emptyIntake = (): IntakeDraft => ({
  id: newId(),
  number: '',
  name: '',
  sourceCode: intakeSources[0].code,
  areaCode: '',
  point: null,
  placeText: '',
  categoryCode: '',
  level: '',
  text: '',
  sent: null,
})

/** What was chosen; else the kind's own, and blue while there is no kind. */
export function intakeLevel({ level, categoryCode }: Pick<IntakeDraft, 'level' | 'categoryCode'>): CaseLevel {
  return isOneOf(caseLevels, level) ? level : (kindsNow().of(categoryCode)?.defaultLevel ?? 'blue')
}

/** What must be filled in, in the order of the form. */
export const owedFields = ['place', 'category', 'text'] as const
type OwedField = (typeof owedFields)[number]
export type IntakeField = 'number' | OwedField

const isFilled: Readonly<Record<OwedField, (draft: IntakeDraft) => boolean>> = {
  place: ({ areaCode, point }) => areaCode !== '' || point !== null,
  category: ({ categoryCode }) => categoryCode !== '',
  text: ({ text }) => text.trim() !== '',
}

/** What must be filled in and is not. */
export const owedIn = (draft: IntakeDraft): OwedField[] => owedFields.filter(field => !isFilled[field](draft))

/** What is wrong with the number as it stands; undefined where it is whole, or none. */
export function numberFault({ number }: Pick<IntakeDraft, 'number'>): 'noDigits' | 'part' | undefined {
  const { is } = typedPhone(number)
  return is === 'noDigits' || is === 'part' ? is : undefined
}

/** The field that a refusal of the server is told at; undefined for one of the whole report. */
export function intakeFieldOf(code: string): IntakeField | undefined {
  if (code.startsWith('category.')) return 'category'
  if (code === 'report.empty') return 'text'
  return code === 'area.unknown' || code === 'report.nowhere' ? 'place' : undefined
}

/** The point goes where the place goes: one that lies elsewhere is taken away. */
export function placedIn(draft: IntakeDraft, areaCode: string): IntakeDraft {
  const { point } = draft
  const isWithin = point !== null && (areaCode.startsWith(point.code) || point.code.startsWith(areaCode))
  return { ...draft, areaCode, point: isWithin ? point : null }
}

/** The place goes where the point goes; a village or grid that was named within the land that was pointed at stays. */
export const pointedAt = (draft: IntakeDraft, point: MapPoint): IntakeDraft => ({
  ...draft,
  point,
  areaCode: draft.areaCode.startsWith(point.code) ? draft.areaCode : point.code,
})

/** The report as it will be posted; undefined while something is missing or the number is none. */
export function intakeReport(draft: IntakeDraft, occurredAt: string): PostedReport | undefined {
  if (owedIn(draft).length > 0 || numberFault(draft) !== undefined) return undefined
  const { id, sourceCode, categoryCode, areaCode, point } = draft
  const read = typedPhone(draft.number)
  const [name, placeText] = [draft.name.trim(), draft.placeText.trim()]
  return {
    id,
    occurredAt,
    categoryCode,
    sourceCode,
    level: intakeLevel(draft),
    text: draft.text.trim(),
    // Given even when it is empty: whoever takes the call is not who calls.
    reporter: { ...(name !== '' && { name }), ...(read.is === 'whole' && { phone: read.phone }) },
    ...(areaCode !== '' && { areaCode }),
    ...(placeText !== '' && { placeText }),
    ...(point && { position: { lon: point.lon, lat: point.lat, datum: 'WGS84' } }),
  }
}
