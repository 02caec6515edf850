import { actFields, actKinds, isActKind, type ActView } from '@shuniu/shared/audit'
import { isRole, roles } from '@shuniu/shared/identity'
import { say } from '../../platform/i18n/index.ts'

const fieldNames: Readonly<Record<string, string>> = actFields

export const kindText = (kind: string): string => (isActKind(kind) ? actKinds[kind].name : kind)

/** Who did it; the first setup has no account yet. */
export const doerText = ({ accountId, name }: ActView['by']): string =>
  accountId === null && name === 'setup' ? say('audit.setup') : name

/** The role and place that somebody had when they acted. */
export function postText({ role, scope }: ActView['by']): string {
  if (role === null) return say('audit.machine')
  return [isRole(role) ? roles[role].name : role, scope ?? ''].join(' ').trim()
}

/** What an act changed, one line a field. */
export const changeLines = ({ changes }: ActView): string[] =>
  changes.map(({ field, before, after }) => {
    const name = fieldNames[field] ?? field
    const none = say('audit.noValue')
    return before === null ? `${name}：${after ?? none}` : `${name}：${before} → ${after ?? none}`
  })
