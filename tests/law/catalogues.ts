import type { Breach } from './tree.ts'

interface CatalogueRow {
  readonly code: string
  readonly name: string
}

/** Every row of a list has a code of its own and a word to be shown by. */
export function listBreaches(list: string, rows: readonly CatalogueRow[]): Breach[] {
  const codes = rows.map(row => row.code)
  return rows.flatMap(({ code, name }, at) => [
    ...(codes.indexOf(code) === at ? [] : [`${list} ${code}: the code is used twice`]),
    ...(name.trim() === '' ? [`${list} ${code}: no text`] : []),
  ])
}

interface CatalogueKind extends CatalogueRow {
  readonly shortName: string
  readonly source: string
  readonly icon: string
}

/** A kind of case is shown by an icon that exists and says where it comes from. */
export const kindBreaches = (kinds: readonly CatalogueKind[], icons: readonly string[]): Breach[] =>
  kinds.flatMap(({ code, shortName, source, icon }) => [
    ...(icons.includes(icon) ? [] : [`category ${code}: no icon called ${icon}`]),
    ...(source.trim() === '' ? [`category ${code}: no source`] : []),
    ...(shortName.trim() === '' ? [`category ${code}: no short text`] : []),
  ])

/** Whatever `deadlineOf` cannot time would wait for ever. */
export const deadlineBreaches = <K>(wanted: readonly K[], deadlineOf: (one: K) => unknown): Breach[] =>
  wanted.filter(one => deadlineOf(one) === undefined).map(one => `no deadline for ${JSON.stringify(one)}`)
