import type { Refusal } from '@shuniu/shared/kernel'
import { hasText, say } from '../i18n/index.ts'

/** The sentence a refusal is told by: its own; else one by its HTTP status; else that it did not work. */
export function sentenceOf({ code, detail }: Refusal): string {
  const own = `refusal.${code}`
  if (hasText(own)) return say(own, { ...detail })
  const byStatus = `refusal.status.${String(detail['httpStatus'])}`
  return say(hasText(byStatus) ? byStatus : 'refusal.unknown')
}
