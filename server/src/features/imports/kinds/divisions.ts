import { parentOf, tierOf } from '@shuniu/shared/grids'
import { divisionRegister, initialsOf } from '../../grids/index.ts'
import { ended, misplaced, textIn, wrongIn, type FoundFault, type KindWork, type CountySite } from './kind.ts'

/** A name that stands in the register under another code: last year's file, or a division that was moved. */
function moved(code: string, name: string, { areaNames, fileKeys }: CountySite): FoundFault[] {
  if (areaNames.has(code)) return []
  const parent = parentOf(code)
  for (const [other, otherName] of areaNames) {
    const isSister = other.length === code.length && parentOf(other) === parent
    if (isSister && otherName === name && !fileKeys.has(other)) {
      return [wrongIn('code', 'area.codeMoved', { name, code: other })]
    }
  }
  return []
}

/** The county, its townships and villages: level and parent follow from the digits. Source: domain.md §2.9. */
export const divisionsWork: KindWork = {
  register: divisionRegister,
  told: { name: 'name' },
  want(values) {
    const code = textIn(values, 'code')
    const name = textIn(values, 'name')
    const tier = tierOf(code)
    const columns = { name, initials: initialsOf(name), level: tier, parent_code: parentOf(code) ?? null }
    return { key: code, columns, faults: tier === 'grid' ? [wrongIn('code', 'area.wrongTier')] : [] }
  },
  judge({ key, columns }, _, site) {
    const wrong = [...misplaced(key, 'code', site), ...ended(key, 'code', site)]
    if (wrong.length > 0) return wrong
    const parent = parentOf(key)
    if (parent !== undefined && !site.areaNames.has(parent) && !site.fileKeys.has(parent)) {
      return [wrongIn('code', 'area.noParent', { parent })]
    }
    return moved(key, String(columns['name']), site)
  },
  fresh: ({ wanted: { key } }) => ({ code: key, population: 0, households: 0, synthetic: false }),
}
