import type { UnitView } from '@shuniu/shared/centres'

/**
 * The unit that words of a playbook mean for a place: of those whose name has them and whose area holds the place, the one
 * nearest to it.
 */
export const unitFor = (words: string, areaCode: string, units: Iterable<UnitView>): UnitView | undefined =>
  [...units]
    .filter(unit => unit.name.includes(words) && areaCode.startsWith(unit.areaCode))
    .sort((a, b) => b.areaCode.length - a.areaCode.length || (a.id < b.id ? -1 : 1))
    .at(0)
