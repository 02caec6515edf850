import { isPermission, rolesWhoMay } from '@shuniu/shared/identity'
import type { Refusal } from '@shuniu/shared/kernel'
import { hasText, say } from '../i18n/index.ts'

export { spanText, useWaiting } from './waiting.ts'

/** The sentence a refusal is told by: its own; else one by its HTTP status; else that it did not work. */
export function sentenceOf({ code, detail }: Refusal): string {
  const who = whoMay(detail['needs'])
  if (code === 'permission.missing' && who !== '') return say('await.mayDo', { who })
  const own = `refusal.${code}`
  if (hasText(own)) return say(own, { ...detail })
  const byStatus = `refusal.status.${String(detail['httpStatus'])}`
  return say(hasText(byStatus) ? byStatus : 'refusal.unknown')
}

/** The roles that have a permission, as people call them; empty where none is named, or nobody has it. */
const whoMay = (needs: unknown): string => (isPermission(needs) ? rolesWhoMay(needs).join('、') : '')

/** The same where something was to be read: nothing was sent that could be lost, and who may is who may see it. */
export function readSentence(refusal: Refusal): string {
  const { code, detail } = refusal
  if (code === 'link.down') return say('await.down')
  const who = code === 'permission.missing' ? whoMay(detail['needs']) : ''
  return who === '' ? sentenceOf(refusal) : say('await.mayRead', { who })
}
