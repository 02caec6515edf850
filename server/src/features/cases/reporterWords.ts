import { maskedPhone } from '@shuniu/shared/kernel'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { CaseRow } from './case.rows.ts'

/** Who reported a case, by name and number; an undefined number was given and cannot be read. */
export interface KnownReporter {
  readonly name: string | null
  readonly phone: string | null | undefined
}

export const reporterIn = (
  { reporterName: name, reporterPhone: sealed }: Pick<CaseRow, 'reporterName' | 'reporterPhone'>,
  secrets: Pick<Secrets, 'open'> | undefined,
): KnownReporter => ({ name, phone: sealed === null || !secrets ? null : secrets.open(sealed) })

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

/** What may be a telephone number, mobile or of a line, standing by itself: for when the number itself cannot be read. */
const anyPhone = /(?<![\w-])(?:1[3-9](?:[\s-]*\d){9}|0\d{2,3}[\s-]*\d{7,8}|\d{7,8})(?![\w-])/g

/** The digits of a number however they are parted. */
const writtenPhone = (phone: string): RegExp =>
  new RegExp([...phone].map(escaped).join(String.raw`[\s-]*`), 'g')
const escaped = (letter: string): string => letter.replace(/[^\p{L}\p{N}]/u, String.raw`\$&`)

/**
 * Masks the reporter's name and number wherever they stand in a text; where the number cannot be read any more, whatever may
 * be one.
 */
export function hidingOf({ name, phone }: KnownReporter): (text: string) => string {
  const written = phone === undefined ? anyPhone : phone === null ? undefined : writtenPhone(phone)
  const hasName = name !== null && [...name].length > 1
  return text => {
    const unnamed = hasName ? text.replaceAll(name, maskedName(name)) : text
    return written ? unnamed.replace(written, maskedPhone) : unnamed
  }
}
