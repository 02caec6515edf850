import { caseMoveNames, categoryOf, levelRows, type CaseEntry } from '@shuniu/shared/cases'
import { isOneOf } from '@shuniu/shared/kernel'
import { say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'
import { fieldsOf, type MoveField } from './fields.ts'

export interface FilledLine {
  readonly label: string
  readonly text: string
}

interface Reading {
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

function textOf({ kind, options }: MoveField, value: unknown, reading: Reading): string {
  const { unitName, nowMs, caseNumber } = reading
  if (kind === 'units') return textsIn(value).map(unitName).join('、')
  if (kind === 'media') {
    const { length } = textsIn(value)
    return length === 0 ? '' : say('cases.mediaCount', { n: length })
  }
  if (kind === 'number') return typeof value === 'number' ? String(value) : ''
  if (typeof value !== 'string') return ''
  if (kind === 'case') return caseNumber?.(value) ?? ''
  if (kind === 'category') return categoryOf(value)?.name ?? value
  if (kind === 'level') return levelName(value)
  if (kind === 'choice') return options.find(option => option.code === value)?.name ?? value
  if (kind === 'unit') return unitName(value)
  return kind === 'due' ? timeText(value, nowMs) : value
}

/** What was filled in with a move, in words, by the fields of its form. */
export function filledLines(entry: Pick<CaseEntry, 'move' | 'filled'>, reading: Reading): FilledLine[] {
  const { move, filled } = entry
  if (!isOneOf(caseMoveNames, move)) return []
  return fieldsOf(move)
    .map(field => ({
      label: say(`cases.field.${field.name}`),
      text: textOf(field, filled[field.name], reading),
    }))
    .filter(line => line.text !== '')
}
