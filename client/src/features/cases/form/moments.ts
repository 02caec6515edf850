import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import { typedKeys } from '@shuniu/shared/kernel'
import { say, hasText } from '../../../platform/i18n/index.ts'
import { timeText } from '../../../platform/time/index.ts'
import type { FieldName, FieldOption, MoveField } from '../fields.ts'

const zoneMs = 8 * 60 * 60_000
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

const text = (ms: number): string => new Date(ms).toISOString()

/** The end of office hours, 18:00 in China, so many days from now's day. */
function evening(nowMs: number, days: number): number {
  const midnight = Math.floor((nowMs + zoneMs) / dayMs) * dayMs - zoneMs
  return midnight + days * dayMs + 18 * hourMs
}

type EveningWord = keyof typeof later | keyof typeof planned

interface Choice {
  readonly key: EveningWord | 'twoHours' | 'fourHours' | 'today' | 'tomorrow'
  readonly at: string
}

/** Deadlines an assignment often names. What is past already is left out; the empty one leaves it to the rule. */
export function dueChoices(nowMs: number): Choice[] {
  const often = [
    { key: 'twoHours', atMs: nowMs + 2 * hourMs },
    { key: 'fourHours', atMs: nowMs + 4 * hourMs },
    { key: 'today', atMs: evening(nowMs, 0) },
    { key: 'tomorrow', atMs: evening(nowMs, 1) },
  ] as const
  return often
    .filter((choice, i, all) => {
      const isRepeat = all.findIndex(other => other.atMs === choice.atMs) < i
      return choice.atMs > nowMs + hourMs && !isRepeat
    })
    .map(({ key, atMs }) => ({ key, at: text(atMs) }))
}

/** Evenings so many days after a moment; what an extension or a plan of weeks names. */
const evenings = <W extends EveningWord>(fromMs: number, days: Readonly<Record<W, number>>): Choice[] =>
  typedKeys(days).map(key => ({ key, at: text(evening(fromMs, days[key])) }))

const later = { oneDay: 1, twoDays: 2, threeDays: 3, fiveDays: 5 } as const
const planned = { oneWeek: 7, twoWeeks: 14, oneMonth: 30, threeMonths: 90 } as const

/** Moments at hand for a field of a move: an extension counts from its deadline, an account by weeks. */
export function momentChoices(
  { move, field }: { readonly move: CaseMove; readonly field: FieldName },
  { dueAt }: Pick<CaseView, 'dueAt'>,
  nowMs: number,
): Choice[] {
  if (field === 'until') return evenings(nowMs, planned)
  if (move === 'askExtension') return evenings(Math.max(nowMs, Date.parse(dueAt ?? text(nowMs))), later)
  return move === 'grantExtension' ? [] : dueChoices(nowMs)
}

/** What leaving the moment out means: the rule's own, or what was asked for. */
function without(move: CaseMove, { extension }: Pick<CaseView, 'extension'>, nowMs: number): FieldOption {
  const key = `cases.due.without.${move}`
  const time = extension === null ? '' : timeText(extension.dueAt, nowMs)
  return { code: '', name: hasText(key) ? say(key, { time }) : say('cases.due.byRule') }
}

/** The moments at hand for a field, in words; the empty code leaves it out, where that is allowed. */
export const momentOptions = (
  { move, field }: { readonly move: CaseMove; readonly field: MoveField },
  seen: Pick<CaseView, 'dueAt' | 'extension'>,
  nowMs: number,
): FieldOption[] => [
  ...(field.isRequired ? [] : [without(move, seen, nowMs)]),
  ...momentChoices({ move, field: field.name }, seen, nowMs).map(({ key, at }) => ({
    code: at,
    name: say(`cases.due.${key}`, { time: timeText(at, nowMs) }),
  })),
]

/** China's wall time of an instant as an input of a page has it, 2026-11-24T18:00; and back. */
export const toLocal = (at: string): string => text(Date.parse(at) + zoneMs).slice(0, 16)
export const fromLocal = (local: string): string | undefined => {
  const ms = Date.parse(`${local}:00.000Z`) - zoneMs
  return Number.isNaN(ms) ? undefined : text(ms)
}
