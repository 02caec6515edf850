import { useDivisions } from '../grids/index.ts'
import { useVillageGrids } from './areas.store.ts'

/** A place by the names of its township, village and grid; empty until the register is here. */
export function placeName(code: string): string {
  const divisions = useDivisions()
  const village = code.slice(0, 12)
  const present = divisions.presentOf(village)
  // What was kept of a village that has become part of another: its grids have other numbers there.
  if (present !== undefined && present !== village) return placeName(present)
  const named = [code.slice(0, 9), village]
    .filter((part, index, all) => all.indexOf(part) === index && divisions.byCode.has(part))
    .map(divisions.nameOf)
    .join('')
  if (code.length < 15) return named || divisions.nameOf(code)
  const grid = useVillageGrids()
    .byVillage.get(village)
    ?.find(one => one.code === code)?.name
  const own = grid?.replace(/^.*?(?=第\d+网格$)/, '') ?? `第${Number(code.slice(12))}网格`
  return `${named}${own}`
}
