import type { CaseMove } from '@shuniu/shared/cases'
import { hasText, say } from '../../platform/i18n/index.ts'
import type { FieldName } from './fields.ts'

/** What a field of a move is called: by its own word, or by the one it has in this move alone. */
export function fieldText(move: CaseMove, name: FieldName): string {
  const own = `cases.fieldOf.${move}.${name}`
  return hasText(own) ? say(own) : say(`cases.field.${name}`)
}
