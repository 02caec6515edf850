import { areaRegister } from './areas.ts'
import { notInRegister, textIn, type KindWork } from './kind.ts'

/** Population and households of divisions and grids that stand. */
export const populationWork: KindWork = {
  register: areaRegister,
  told: { population: 'population', households: 'households' },
  want(values) {
    const { population, households } = values
    const columns = {
      ...(population !== undefined && { population }),
      ...(households !== undefined && { households }),
    }
    return { key: textIn(values, 'code'), columns, faults: [] }
  },
  judge: ({ key }, _, site) => notInRegister(key, 'code', site),
  fresh: undefined,
}
