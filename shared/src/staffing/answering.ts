import { shanghaiDayStart, shanghaiDay } from '../calendar/index.ts'
import { toMs, type Instant } from '../kernel/index.ts'
import type { LineKind } from './posts.ts'

interface AnsweredLine {
  readonly kind: LineKind
  readonly phone: string
  readonly hours: { readonly opens: string; readonly closes: string } | null
}

const clockOf = (at: Instant): string =>
  new Date(toMs(at) - toMs(shanghaiDayStart(shanghaiDay(at)))).toISOString().slice(11, 16)

/** Whether somebody answers a line of a unit at a moment; its hours may run over midnight, and null is day and night. */
export function isAnswered({ hours }: Pick<AnsweredLine, 'hours'>, at: Instant): boolean {
  if (hours === null) return true
  const [clock, { opens, closes }] = [clockOf(at), hours]
  return opens <= closes ? opens <= clock && clock < closes : opens <= clock || clock < closes
}

/** The line by which a unit is reached at a moment: that of duty, else the mobile on duty, else an office that is open. Source: S31. */
export const lineAt = (lines: readonly AnsweredLine[], at: Instant): string | undefined =>
  (['duty', 'mobile', 'office'] as const)
    .map(kind => lines.find(line => line.kind === kind && isAnswered(line, at)))
    .find(line => line !== undefined)?.phone
