import { caseLevels } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import type { PostedReport, Receipt } from '@shuniu/shared/reports'
import type { PickedFile } from '../uploads/index.ts'

/**
 * A report on its way from this phone. It has one id from the first tap to its receipt, whatever the network repeats;
 * it is kept until the server has receipted it. Its photos are named in it and follow by themselves.
 */
export interface Queued {
  readonly id: string
  readonly accountId: string
  readonly body: PostedReport
  readonly photos: readonly PickedFile[]
  readonly standing: ReportStanding
}

/** `waiting`: not yet receipted, will be sent · `refused`: the server said no, the person decides · `received`. */
export type ReportStanding =
  | { readonly is: 'waiting' }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'received'; readonly receipt: Receipt }

/** After these nobody knows, or it is not the report's fault: it is sent again by itself, with the same id. */
const passing: readonly string[] = [
  'link.down',
  'link.foreignAnswer',
  'platform.unavailable',
  'platform.overloaded',
  'platform.fault',
  'request.tooMany',
  'request.tooSlow',
  'session.none',
]

export const isPassing = ({ code }: Refusal): boolean => passing.includes(code)

/** How soon a report goes: 0 for red. A report without a level is taken for an ordinary one. */
export const urgencyOf = ({ body }: Pick<Queued, 'body'>): number => caseLevels.indexOf(body.level ?? 'blue')

/** The gravest first, then the oldest. Ids are made in the order of time. */
export const bySending = (a: Queued, b: Queued): number =>
  urgencyOf(a) - urgencyOf(b) || a.id.localeCompare(b.id)

/** How a report stands after an answer. */
export function answered(
  queued: Queued,
  answer: { ok: true; value: Receipt } | { ok: false; refusal: Refusal },
): Queued {
  if (answer.ok) return { ...queued, standing: { is: 'received', receipt: answer.value } }
  if (isPassing(answer.refusal)) return queued
  return { ...queued, standing: { is: 'refused', refusal: answer.refusal } }
}
