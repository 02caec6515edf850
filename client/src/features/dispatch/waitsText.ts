import { roleRow, type Role } from '@shuniu/shared/identity'
import { turnOf, type CaseView } from '@shuniu/shared/cases'
import { say } from '../../platform/i18n/index.ts'

/** 值班员 of 乡镇值班员: beside the name of a centre its tier is said already. */
const postName = (role: Role): string => roleRow(role).name.replace(/^(县|乡镇)(综治中心|综治办)?/, '')

/** What a case waits for, and from whom: a post of a centre, the unit that has it, whoever reported it. */
export function waitsText(seen: CaseView, unitOf: (id: string) => string): string {
  const unit = unitOf(seen.ownerUnitId)
  const role = turnOf(seen)?.role
  return say(`dispatch.waits.${seen.status}`, {
    unit,
    post: role === undefined ? unit : `${unit} ${postName(role)}`.trim(),
  })
}
