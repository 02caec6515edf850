import { caseSight, isUnits, type CaseDetail } from '@shuniu/shared/cases'
import { may, type Actor } from '@shuniu/shared/identity'
import type { Secrets } from '../../platform/secrets/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'

const doubleSurnames = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '令狐',
  '慕容',
  '司徒',
]

/** 张三 → 张*, 欧阳修 → 欧阳*. Source: domain.md §5.3. */
export function maskedName(name: string): string {
  const kept =
    doubleSurnames.find(surname => name.startsWith(surname)) ??
    String.fromCodePoint(name.codePointAt(0) ?? 0x3f)
  return `${kept}*`
}

/** 13812348000 → 138****8000; shorter numbers keep their last two. Source: domain.md §5.3. */
export const maskedPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`

/** Handling a case: belonging to a unit that has it, while it is open. Whoever had it before reads no more than others. */
const isHandling = (actor: Actor, row: CaseRow): boolean => row.isOpen && isUnits(toFact(row), actor)

/** The reporter of a case as the actor may see them: in full for those who handle it, else masked, on a wall not at all. */
export function reporterFor(actor: Actor, row: CaseRow, secrets: Secrets): CaseDetail['reporter'] {
  const { reporterName: name, reporterPhone: sealed } = row
  const isHidden = actor.role === 'wall' || caseSight(actor, toFact(row)) !== 'full'
  if (isHidden) return { name: null, phone: null, isMasked: true }
  const phone = sealed === null ? null : secrets.open(sealed)
  if (name === null && phone === null) return { name, phone, isMasked: true }
  if (may(actor, 'case.readReporter') && isHandling(actor, row)) return { name, phone, isMasked: false }
  return { name: name && maskedName(name), phone: phone && maskedPhone(phone), isMasked: true }
}
