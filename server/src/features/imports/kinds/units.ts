import { v7 } from 'uuid'
import { unitRegister, unitKeyOf } from '../../centres/index.ts'
import { initialsOf } from '../../grids/index.ts'
import { notInRegister, textIn, wrongIn, type KindWork } from './kind.ts'

/** Units, known by their division and name. */
export const unitsWork: KindWork = {
  register: unitRegister,
  told: { kind: 'kind', phone: 'phone' },
  want(values) {
    const [name, areaCode] = [textIn(values, 'name'), textIn(values, 'areaCode')]
    const { phone } = values
    const columns = {
      name,
      kind: textIn(values, 'kind'),
      area_code: areaCode,
      initials: initialsOf(name),
      ...(phone !== undefined && { phone }),
    }
    const faults = areaCode.length === 15 ? [wrongIn('areaCode', 'area.wrongTier')] : []
    return { key: unitKeyOf({ areaCode, name }), columns, faults }
  },
  judge: (_, values, site) => notInRegister(textIn(values, 'areaCode'), 'areaCode', site),
  fresh: () => ({ id: v7(), phone: null }),
}
