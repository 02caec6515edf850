import type { CaseClockView } from '@shuniu/shared/cases'
import { limitMs, spanText, type ClockEntryKind } from '@shuniu/shared/clocks'
import { say } from '../../../platform/i18n/index.ts'
import { durationText, timeText } from '../../../platform/time/index.ts'
import { moveText } from '../../cases/index.ts'

type LedgerEntry = CaseClockView['ledger'][number]

/** One thing that happened to a clock, in the words of the card. */
export interface LedgerRow {
  readonly key: string
  readonly time: string
  readonly what: ClockEntryKind
  /** The move that did it, and who made it. */
  readonly by: string
  /** What it added to the limit or took off, signed; where it stood still, for how long. */
  readonly amount: string
  /** The deadline from here on; empty while the clock stands still and when it has stopped. */
  readonly due: string
}

export interface CardLedger {
  readonly rows: readonly LedgerRow[]
  /** Everything added up: the limit, and the deadline that follows from it. */
  readonly limit: string
  readonly due: string
}

const signed = ({ addsMs, unit }: LedgerEntry): string => (addsMs < 0 ? '−' : '+') + spanText(addsMs, unit)

/** How long the clock stood still before this entry; undefined where it did not. */
function heldMs(entries: readonly LedgerEntry[], at: number): number | undefined {
  const entry = entries[at]
  if (entry?.kind !== 'resume') return undefined
  const held = entries.slice(0, at).findLast(({ kind }) => kind === 'pause')
  return held && Date.parse(entry.at) - Date.parse(held.at)
}

function amountOf(entries: readonly LedgerEntry[], at: number): string {
  const entry = entries[at]
  if (!entry) return ''
  if (entry.addsMs !== 0) return signed(entry)
  const held = heldMs(entries, at)
  if (held !== undefined) return say('dispatch.ledger.held', { span: durationText(held) })
  const isHalt = entry.kind === 'pause' || entry.kind === 'stop'
  return isHalt ? say('dispatch.ledger.used', { span: spanText(entry.usedMs, entry.unit) }) : ''
}

/**
 * The ledger of a clock as a list that adds up: each start, pause, extension and recompute with its amount, at the foot
 * their sum and the deadline it makes.
 */
export function ledgerOf(
  { ledger, dueAt }: Pick<CaseClockView, 'ledger' | 'dueAt'>,
  nowMs: number,
): CardLedger {
  const unit = ledger.at(-1)?.unit ?? 'h'
  return {
    rows: ledger.map((entry, at) => ({
      key: `${at}`,
      time: timeText(entry.at, nowMs),
      what: entry.kind,
      by: [moveText(entry.move), entry.actorName].filter(Boolean).join(' · '),
      amount: amountOf(ledger, at),
      due: entry.dueAt === null ? '' : timeText(entry.dueAt, nowMs),
    })),
    limit: spanText(limitMs(ledger), unit),
    due: timeText(dueAt, nowMs),
  }
}
