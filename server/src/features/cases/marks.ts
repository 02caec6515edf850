/**
 * What a case is found by beside its texts, as numbers in `case_words.marks`: the units that have it, the notices that were
 * issued for it, and the number of who reported it, by keyed hashes alone. A mark gives candidates; each is then held
 * against the case itself, so that one that stayed behind finds nothing.
 */

/** What a mark is of, in its highest bits; the other 28 say which. */
const kinds = { unit: 0, notice: 1, tail: 2, caller: 3 } as const

const markOf = (kind: keyof typeof kinds, code: number): number => kinds[kind] * 0x10000000 + code

/** The same as `case_unit_mark` of the database: the end of the id, which is the part of it that chance made. */
export const unitMark = (unitId: string): number => markOf('unit', Number.parseInt(unitId.slice(-7), 16))

/** The same as `case_notice_mark` of the database: the serial, which never begins anew. */
export const noticeMark = (serial: number): number => markOf('notice', serial)

const codeOf = (hash: string): number => Buffer.from(hash, 'base64').readUInt32BE() & 0xfffffff

export const tailMark = (tail: string): number => markOf('tail', codeOf(tail))
export const callerMark = (key: string): number => markOf('caller', codeOf(key))

/** Digits of a serial that a mark has room for. */
const serialDigits = 8

/** The serial of a notice's number, `DB341222-20261124-0007`; undefined where it has none. */
export function serialOf(number: string): number | undefined {
  const digits = new RegExp(`\\d{1,${serialDigits}}$`).exec(number)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

export interface Marked {
  readonly ownerUnitId?: string
  readonly coUnitIds?: readonly string[]
  readonly noticeNumbers?: readonly string[]
  /** The hash of the number's last digits, and of all of it; null or empty where there is none. */
  readonly reporterTail?: string | null
  readonly reporterKey?: string | null
}

export function marksOf(of: Marked): number[] {
  const units = [...(of.ownerUnitId === undefined ? [] : [of.ownerUnitId]), ...(of.coUnitIds ?? [])]
  const serials = (of.noticeNumbers ?? []).map(serialOf).filter(serial => serial !== undefined)
  return [
    ...new Set([
      ...units.map(unitMark),
      ...serials.map(noticeMark),
      ...(of.reporterTail ? [tailMark(of.reporterTail)] : []),
      ...(of.reporterKey ? [callerMark(of.reporterKey)] : []),
    ]),
  ]
}
