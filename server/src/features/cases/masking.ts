import { caseSight, isUnits, showCase, type CaseDetail, type CaseView } from '@shuniu/shared/cases'
import { may, type Actor } from '@shuniu/shared/identity'
import type { Secrets } from '../../platform/secrets/index.ts'
import { toFact, toView, type CaseRow } from './case.rows.ts'

/** The case as an actor may see it; `masterId` is the one it was merged into, where they are told of that. */
export function viewFor(actor: Actor, row: CaseRow, masterId: string | null): CaseView {
  const fact = toFact(row)
  const shown = actor.role === 'wall' ? showCase(fact) : fact
  return toView({ ...shown, masterId }, row.placeName, caseSight(actor, fact))
}

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

/** Who reported a thing in their own name may read what they gave. */
const isOwn = (actor: Actor, row: CaseRow): boolean =>
  actor.role !== 'wall' && row.reporterId === actor.accountId && row.reporterName === actor.name

const mayReadReporter = (actor: Actor, row: CaseRow): boolean =>
  caseSight(actor, toFact(row)) === 'full' &&
  (isOwn(actor, row) || (may(actor, 'case.readReporter') && isHandling(actor, row)))

/**
 * The reporter of a case as the actor may see them: in full for those who handle it and for themselves, else masked, on a
 * wall not at all.
 */
export function reporterFor(actor: Actor, row: CaseRow, secrets: Secrets): CaseDetail['reporter'] {
  const { reporterName: name, reporterPhone: sealed } = row
  const isHidden = actor.role === 'wall' || caseSight(actor, toFact(row)) !== 'full'
  if (isHidden) return { name: null, phone: null, isMasked: true }
  const phone = sealed === null ? null : (secrets.open(sealed) ?? null)
  const lost = sealed !== null && phone === null ? { isPhoneLost: true } : {}
  if (name === null && phone === null) return { name, phone, isMasked: true, ...lost }
  if (mayReadReporter(actor, row)) return { name, phone, isMasked: false, ...lost }
  return { name: name && maskedName(name), phone: phone && maskedPhone(phone), isMasked: true, ...lost }
}

/** What may be a telephone number, mobile or of a line, standing by itself: for when the number itself cannot be read. */
const anyPhone = /(?<![\w-])(?:1[3-9](?:[\s-]*\d){9}|0\d{2,3}[\s-]*\d{7,8}|\d{7,8})(?![\w-])/g

/** The digits of a number however they are parted. */
const writtenPhone = (phone: string): RegExp =>
  new RegExp([...phone].map(escaped).join(String.raw`[\s-]*`), 'g')
const escaped = (letter: string): string => letter.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`)

function deep(told: unknown, say: (text: string) => string): unknown {
  if (typeof told === 'string') return say(told)
  if (Array.isArray(told)) return told.map((one: unknown) => deep(one, say))
  if (typeof told !== 'object' || told === null) return told
  return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, deep(value, say)]))
}

/**
 * Masks the reporter's name and number wherever they stand in what is told of the case: in the timeline, in what was
 * filled in, in the words of the report; where the number cannot be read any more, whatever may be one. Tells it unchanged
 * to who may read the reporter.
 */
export function hideReporter<T>(told: T, row: CaseRow, by: { actor: Actor; secrets?: Secrets }): T {
  if (mayReadReporter(by.actor, row)) return told
  const { reporterName: name, reporterPhone: sealed } = row
  const phone = sealed === null || !by.secrets ? null : by.secrets.open(sealed)
  const written = phone === undefined ? anyPhone : phone === null ? undefined : writtenPhone(phone)
  const hasName = name !== null && [...name].length > 1
  const say = (text: string): string => {
    const unnamed = hasName ? text.replaceAll(name, maskedName(name)) : text
    return written ? unnamed.replace(written, maskedPhone) : unnamed
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- only texts change, the shape stays
  return deep(told, say) as T
}
