import { divisionRegister, gridRegister } from '../../grids/index.ts'
import type { RowRegister } from '../../../platform/registers/index.ts'

const gridDigits = 15
const isGrid = (key: string): boolean => key.length === gridDigits

/** Divisions and grids as one register: which table a row is of says its code. */
export const areaRegister: RowRegister = {
  id: 'code',
  async standing(tx, keys) {
    const divisions = await divisionRegister.standing(
      tx,
      keys.filter(key => !isGrid(key)),
    )
    const grids = await gridRegister.standing(tx, keys.filter(isGrid))
    return new Map([...divisions, ...grids])
  },
  async add(_, rows) {
    if (rows.length > 0) throw new Error('no import adds divisions by this register')
  },
  async change(tx, changes) {
    const ofGrid = ({ id }: { id: unknown }) => isGrid(String(id))
    await divisionRegister.change(
      tx,
      changes.filter(one => !ofGrid(one)),
    )
    await gridRegister.change(tx, changes.filter(ofGrid))
  },
  async remove(_, keys) {
    if (keys.length > 0) throw new Error('no import removes divisions by this register')
  },
}
