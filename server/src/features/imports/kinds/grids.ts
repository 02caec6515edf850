import { gridRegister } from '../../grids/index.ts'
import {
  ended,
  notInRegister,
  textIn,
  wrongIn,
  type FoundFault,
  type KindWork,
  type RowValues,
} from './kind.ts'

/** A grid is to have at most so many people. Source: S39. */
const peopleAtMost = 500

const serialText = (serial: number | string): string => String(serial).padStart(3, '0')

/** The code a row names: written whole, or a village's with a serial; what of them contradicts the other is wrong. */
function codeIn(values: RowValues): { readonly code: string; readonly faults: readonly FoundFault[] } {
  const [code, village] = [textIn(values, 'code'), textIn(values, 'villageCode')]
  const serial = values['serial']
  const made = village.length === 12 && Number(serial) > 0 ? `${village}${serialText(serial ?? '')}` : ''
  if (code === '' && made === '') return { code: '', faults: [wrongIn('code', 'grid.noCode')] }
  if (code === '') return { code: made, faults: [] }
  if (code.length !== 15 || Number(code.slice(12)) === 0) {
    return { code, faults: [wrongIn('code', 'area.wrongTier')] }
  }
  const differs =
    (village !== '' && !code.startsWith(village)) ||
    (serial !== undefined && Number(serial) !== Number(code.slice(12)))
  return { code, faults: differs ? [wrongIn('code', 'grid.codesDiffer')] : [] }
}

/** Grids by their 15 digits: twelve of the village, three of a serial. Source: domain.md §2.9. */
export const gridsWork: KindWork = {
  register: gridRegister,
  told: { name: 'name', population: 'population', households: 'households', special_kind: 'specialKind' },
  want(values) {
    const { code, faults } = codeIn(values)
    const { population, households, specialKind } = values
    const many: FoundFault[] =
      Number(population) > peopleAtMost
        ? [{ column: 'population', code: 'grid.tooMany', detail: {}, isWarning: true }]
        : []
    const columns = {
      name: textIn(values, 'name'),
      village_code: code.slice(0, 12),
      township_code: code.slice(0, 9),
      serial: Number(code.slice(12)),
      ...(population !== undefined && { population }),
      ...(households !== undefined && { households }),
      ...(specialKind !== undefined && { special_kind: specialKind }),
    }
    return { key: code, columns, faults: [...faults, ...many] }
  },
  judge({ key }, values, site) {
    const column = values['code'] === undefined ? 'villageCode' : 'code'
    const gone = ended(key, column, site)
    return gone.length > 0 ? gone : notInRegister(key.slice(0, 12), column, site)
  },
  fresh: ({ wanted: { key } }) => ({ code: key, population: 0, households: 0, special_kind: null }),
}
