import type { NamedUnit } from '../../centres/index.ts'
import { textIn, wrongIn, type CountySite, type FoundFault, type RowValues } from './kind.ts'

/** The unit that a row names, or why it names none. */
export interface FoundUnit {
  readonly unit?: NamedUnit
  readonly faults: readonly FoundFault[]
}

/** The unit of a name, the one of the row's own division where several have it; a centre by its division's code too. */
export function unitIn(values: RowValues, { unitsNamed, centresAt }: CountySite): FoundUnit {
  const [named, areaCode] = [textIn(values, 'unit'), textIn(values, 'areaCode')]
  if (named === '') return { faults: [] }
  if (/^\d+$/.test(named)) {
    const centre = centresAt.get(named)
    return centre
      ? { unit: centre, faults: [] }
      : { faults: [wrongIn('unit', 'unit.noCentre', { unit: named })] }
  }
  const alike = unitsNamed.get(named) ?? []
  const own = alike.filter(one => one.areaCode === areaCode)
  const [unit, another] = own.length > 0 ? own : alike
  if (!unit) return { faults: [wrongIn('unit', 'unit.unknown', { unit: named })] }
  return another ? { faults: [wrongIn('unit', 'unit.several', { unit: named })] } : { unit, faults: [] }
}
