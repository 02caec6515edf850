import { kindNamesOf, type CaseFilter, type CaseView } from '@shuniu/shared/cases'
import { told, type CountedNumber } from './numbers.ts'

/** Open cases of a division by kind, most first, counted from the cases themselves and called as they are. */
export function kindNumbers(
  seen: readonly Pick<CaseView, 'areaCode' | 'categoryCode' | 'kindNames'>[],
  area: string,
): CountedNumber[] {
  const counts = new Map<string, number>()
  const names = new Map<string, string>()
  for (const current of seen.filter(one => one.areaCode.startsWith(area))) {
    const { categoryCode: code } = current
    counts.set(code, (counts.get(code) ?? 0) + 1)
    names.set(code, kindNamesOf(current)?.shortName ?? code)
  }
  return [...counts]
    .map(([code, n]) => ({
      id: `kind.${code}`,
      word: 'kind' as const,
      name: names.get(code) ?? code,
      n,
      filter: { ...told(area), open: 'true', category: code } as const,
    }))
    .sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1))
}

/** As many rows as there is room for; what does not fit becomes one row that opens the list of them all. */
export function withRest(
  rows: readonly CountedNumber[],
  room: number,
  by: 'source' | 'category' | 'status',
): CountedNumber[] {
  if (rows.length <= room) return [...rows]
  const shown = rows.slice(0, room - 1)
  const rest = rows.slice(room - 1)
  const filter: CaseFilter = { ...rest[0]?.filter, [by]: rest.map(row => row.filter[by]).join(',') }
  const n = rest.reduce((sum, row) => sum + row.n, 0)
  return [...shown, { id: `rest.${by}`, word: 'rest', name: `${rest.length} 项`, n, filter }]
}
