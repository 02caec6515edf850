import {
  cards,
  cardTexts,
  caseMoveNames,
  isOverride,
  levelRows,
  stepResults,
  type CaseEntry,
} from '@shuniu/shared/cases'
import { stageRows, stages } from '@shuniu/shared/clocks'
import { isOneOf, oneOf } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'
import { kindName, kindThen } from './catalogue/county.ts'
import { fieldText } from './fieldText.ts'
import { fieldsOf, type MoveField } from './fields.ts'

export interface FilledLine {
  readonly label: string
  readonly text: string
}

interface FilledReading {
  readonly unitName: (id: string) => string
  readonly nowMs: number
  /** The number of a case that was named; one that is not known here is left out. */
  readonly caseNumber?: (id: string) => string
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : []

function levelName(code: string): string {
  for (const [level, row] of Object.entries(levelRows)) if (level === code) return row.colour
  return code
}

function textOf(
  { kind, options }: MoveField,
  value: unknown,
  { unitName, nowMs, caseNumber, at }: FilledReading & { readonly at?: string | undefined },
): string {
  if (kind === 'units') return textsIn(value).map(unitName).join('、')
  if (kind === 'media') {
    const { length } = textsIn(value)
    return length === 0 ? '' : say('cases.mediaCount', { n: length })
  }
  if (kind === 'number') return typeof value === 'number' ? String(value) : ''
  if (typeof value !== 'string') return ''
  if (kind === 'case') return caseNumber?.(value) ?? ''
  if (kind === 'category')
    return (at === undefined ? undefined : kindThen(value, at)?.name) ?? kindName(value)
  if (kind === 'level') return levelName(value)
  if (kind === 'choice') return options.find(option => option.code === value)?.name ?? value
  if (kind === 'unit') return unitName(value)
  return kind === 'due' ? timeText(value, nowMs) : value
}

/**
 * What the system notes when a clock has run out: which one, how far, the notice it gave, the helping unit whose clock it
 * was, and who had not come.
 */
const SweptNote = Type.Object({
  stage: oneOf(stages),
  percent: Type.Number(),
  card: Type.Optional(oneOf(cards)),
  noticeNumber: Type.Optional(Type.String()),
  unitId: Type.Optional(Type.String()),
  unitIds: Type.Optional(Type.Array(Type.String())),
})

function sweptLines(filled: CaseEntry['filled'], { unitName }: FilledReading): FilledLine[] {
  if (!Check(SweptNote, filled)) return []
  const { stage, percent, card, noticeNumber, unitId, unitIds = [] } = filled
  const notice = [card === undefined ? '' : cardTexts[card], noticeNumber ?? ''].filter(Boolean)
  return [
    {
      label: say('cases.swept.clock'),
      text: say('cases.swept.used', { stage: stageRows[stage].name, percent }),
    },
    { label: say('cases.field.unitId'), text: unitId === undefined ? '' : unitName(unitId) },
    { label: say('cases.swept.notice'), text: notice.join(' ') },
    { label: say('cases.swept.units'), text: unitIds.map(unitName).join('、') },
  ].filter(line => line.text !== '')
}

/** What the system notes of files that were named and did not come as they should. */
const filesMoves: readonly string[] = ['mediaRefused', 'mediaMissed']

/** What the system notes of a case that went along: by which code it lies, or who has its grid, before and since. */
const goneAlong = ['redistrict', 'handOver'] as const
const goneLines = (move: (typeof goneAlong)[number], filled: CaseEntry['filled']): FilledLine[] =>
  (['from', 'to'] as const).flatMap(of => {
    const text = filled[of]
    return typeof text === 'string' ? [{ label: say(`cases.gone.${move}.${of}`), text }] : []
  })

/** A ticked step by its words of that day: the playbook may be another by now. */
const tickLines = ({ playbookName, stepText, stepResult, text }: CaseEntry['filled']): FilledLine[] =>
  [
    { label: say('cases.field.playbook'), text: playbookName },
    { label: say('cases.field.step'), text: stepText },
    {
      label: say('cases.field.stepResult'),
      text: stepResults.find(({ code }) => code === stepResult)?.name,
    },
    { label: say('cases.field.text'), text },
  ].flatMap(({ label, text: told }) =>
    typeof told === 'string' && told !== '' ? [{ label, text: told }] : [],
  )

/** What was filled in with a move, in words, by the fields of its form; of lateness, whose it is. */
export function filledLines(
  entry: Pick<CaseEntry, 'move' | 'filled'> & { readonly at?: string },
  reading: FilledReading,
): FilledLine[] {
  const { move, filled } = entry
  if (filesMoves.includes(move)) {
    const { length: n } = textsIn(filled['media'])
    return [{ label: say('cases.field.media'), text: say('cases.mediaCount', { n }) }]
  }
  if (move === 'handToHeir') {
    const [text = ''] = textsIn([filled['formerGrid']])
    return [{ label: say('cases.swept.formerGrid'), text }]
  }
  if (isOneOf(goneAlong, move)) return goneLines(move, filled)
  if (!isOneOf(caseMoveNames, move)) return sweptLines(filled, reading)
  if (move === 'tick') return tickLines(filled)
  const { incidentNumber } = filled
  const numbered =
    typeof incidentNumber === 'string' ? [{ label: say('cases.incidentNumber'), text: incidentNumber }] : []
  const lines = fieldsOf(move)
    .filter(({ name }) => name !== 'draft' && (name !== 'proposedUnitId' || isOverride(filled)))
    .map(field => ({
      label: fieldText(move, field.name),
      text: textOf(field, filled[field.name], { ...reading, at: entry.at }),
    }))
    .filter(line => line.text !== '')
  return [...numbered, ...lines]
}
