import { instant, toMs, type Instant } from '../kernel/index.ts'
import { spentMs } from './due.ts'
import { limitMs, usedMs, type ClockEntry, type ClockEntryKind } from './ledger.ts'
import { isPaused, ledgerOf } from './caseClock.ts'
import type { ClockRule, ClockUnit } from './rule.ts'
import { stageRows, type Stage } from './stages.ts'
import type { CaseClock, ClockLaw } from './model.ts'

/** Says a clock in plain Chinese, the same on desk, phone and document. */

const unitTexts: Readonly<Record<ClockUnit, string>> = {
  min: '分钟',
  h: '小时',
  wh: '工作时',
  eh: '小时',
  wd: '个工作日',
}

const minuteMs = 60_000
const shanghaiMs = 8 * 60 * minuteMs

/** `11月24日 09:05`, in Shanghai. */
export function momentText(at: Instant): string {
  const [, month, day, clock] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(instant(toMs(at) + shanghaiMs)) ?? []
  return `${Number(month)}月${Number(day)}日 ${clock}`
}

/** A span as its unit counts it; duty time is told in 工作时, since a workday has no length of its own. */
export function spanText(spanMs: number, unit: ClockUnit): string {
  const isDuty = unit === 'wh' || unit === 'wd'
  const minutes = Math.floor(Math.abs(spanMs) / minuteMs)
  const days = isDuty ? 0 : Math.floor(minutes / 1440)
  const hours = Math.floor((minutes - days * 1440) / 60)
  const parts = [
    days > 0 ? `${days} 天` : '',
    hours > 0 ? `${hours} ${isDuty ? '工作时' : '小时'}` : '',
    minutes % 60 > 0 ? `${minutes % 60} 分` : '',
  ].filter(part => part !== '')
  return parts.length === 0 ? '不到 1 分' : parts.join(' ')
}

const dayHours = 24

/** Hours that make whole days are told as days, from two on: nobody reckons in 720 hours. */
const amountText = ({ amount, unit }: Pick<ClockRule, 'amount' | 'unit'>): string =>
  unit === 'h' && amount > dayHours && amount % dayHours === 0
    ? `${amount / dayHours} 天`
    : `${amount} ${unitTexts[unit]}`

/** `3 个工作日`, `30 天`, or for rework `3 个工作日的 50%`. */
export const limitText = (limit: Pick<ClockRule, 'amount' | 'unit'>, percent = 100): string =>
  `${amountText(limit)}${percent === 100 ? '' : `的 ${percent}%`}`

/** A clock by what it times; the source's T-numbers are for the makers of rules, and stand on no screen. Source: desk.md §8. */
export const stageText = (stage: Stage): string => stageRows[stage].name

type MoveTextOf = (move: string) => string

const countOf = (entries: readonly ClockEntry[], kind: ClockEntryKind): number =>
  entries.filter(entry => entry.kind === kind).length

/** What befell the clock on its way, each with how often; empty when nothing did. */
function wayText({ entries, unitId }: CaseClock): string {
  const said: readonly [ClockEntryKind, string][] = [
    ['shorten', unitId === null ? '派遣时缩短' : '不晚于主办而缩短'],
    ['pause', '暂停'],
    ['extend', '延期'],
    ['recompute', '等级调整重算'],
  ]
  const parts = said
    .map(([kind, text]) => ({ text, times: countOf(entries, kind) }))
    .filter(({ times }) => times > 0)
    .map(({ text, times }) => `${text} ${times} 次`)
  return parts.length === 0 ? '' : `，其间${parts.join('、')}`
}

const percentText = (used: number, limit: number): string =>
  `已用 ${limit === 0 ? 100 : Math.floor((used * 100) / limit)}%`

interface ClockTelling {
  readonly now: Instant
  readonly law: Pick<ClockLaw, 'duty'>
  readonly moveText: MoveTextOf
  /** The name of a helping unit. */
  readonly unitText: (unitId: string) => string
  /** Why it ended though what it times was not done; absent where it was. */
  readonly cutText?: string | undefined
}

/** Whose clock of what: `处置`, and of a helping unit `协办单位县住建局的处置`. */
const whatText = ({ stage, unitId }: CaseClock, unitText: ClockTelling['unitText']): string =>
  unitId === null ? stageText(stage) : `协办单位${unitText(unitId)}的${stageText(stage)}`

/** By how much a clock is over, in its own unit; a night or a weekend since it ran out is no working time. */
function overText(
  span: { from: Instant; to: Instant },
  unit: ClockUnit,
  { duty }: Pick<ClockLaw, 'duty'>,
): string {
  const over = spentMs(span, unit, duty)
  return over === 0 && span.to > span.from ? '（此后尚无工作时间）' : ` ${spanText(over, unit)}`
}

/**
 * Why a clock shows the light it shows, in one sentence: whose it is, its limit, when it began, what befell it, when it is
 * due and how much is left or over.
 */
export function whyText(
  caseClock: CaseClock,
  { now, law, moveText, unitText, cutText }: ClockTelling,
): string {
  const { rule, percent, startedAt, dueAt, stoppedAt } = caseClock
  const { unit } = rule
  const until = stoppedAt ?? now
  const used = usedMs(ledgerOf(caseClock), until, law.duty)
  const limit = limitMs(caseClock.entries)
  const begun = `${whatText(caseClock, unitText)}时限 ${limitText(rule, percent)}，${momentText(startedAt)} 起算${wayText(caseClock)}`
  if (isPaused(caseClock)) {
    const held = caseClock.entries.findLast(({ kind }) => kind === 'pause')
    const by = held ? `因${moveText(held.move)}` : ''
    const left = used >= limit ? '时限已满' : `恢复后还剩 ${spanText(limit - used, unit)}`
    return `${begun}；${by}自 ${momentText(caseClock.pausedAt ?? now)} 起暂停，${percentText(used, limit)}，${left}。`
  }
  const over = until >= dueAt ? overText({ from: dueAt, to: until }, unit, law) : undefined
  const due = `${begun}，应于 ${momentText(dueAt)} 前完成`
  if (stoppedAt !== null && cutText !== undefined) {
    return `${due}；${momentText(stoppedAt)} ${cutText}${over === undefined ? '' : `，其时已超时${over}`}。`
  }
  if (stoppedAt !== null) {
    const outcome = over === undefined ? '未超时' : `超时${over}`
    return `${due}；${momentText(stoppedAt)} 结束，用时 ${spanText(used, unit)}，${outcome}。`
  }
  if (over !== undefined) return `${due}，已超时${over}。`
  return `${due}，${percentText(used, limit)}，还剩 ${spanText(limit - used, unit)}。`
}

const kindTexts: Readonly<Record<ClockEntryKind, string>> = {
  start: '起算',
  shorten: '缩短',
  pause: '暂停',
  resume: '恢复',
  extend: '延期',
  recompute: '重算',
  stop: '停止',
}

/** One line of the list under the sentence: when, what, by which move and whom, how much, and the deadline after it. */
export function entryText(
  { kind, at, move, unit, addsMs, usedMs: used, dueAt }: ClockEntry,
  by: { readonly moveText: MoveTextOf; readonly actorName: string },
): string {
  const sign = addsMs < 0 ? '减' : kind === 'start' ? '给' : '加'
  const parts = [
    `${momentText(at)} ${kindTexts[kind]}`,
    `${by.moveText(move)}${by.actorName === '' ? '' : `（${by.actorName}）`}`,
    addsMs === 0 ? '' : `${sign} ${spanText(addsMs, unit)}`,
    kind === 'pause' || kind === 'stop' ? `已用 ${spanText(used, unit)}` : '',
    dueAt === null ? '' : `至 ${momentText(dueAt)}`,
  ]
  return parts.filter(part => part !== '').join('，')
}
