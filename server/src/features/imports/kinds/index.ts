import type { ImportKindName } from '@shuniu/shared/imports'
import { accountsWork } from './accounts.ts'
import { appointmentsWork } from './appointments.ts'
import { divisionsWork } from './divisions.ts'
import { gridsWork } from './grids.ts'
import type { KindWork } from './kind.ts'
import { outlinesWork } from './outlines.ts'
import { personsWork } from './persons.ts'
import { populationWork } from './population.ts'
import { unitsWork } from './units.ts'

export { withPasswords, type PasswordSlip } from './accounts.ts'
export {
  wrongIn,
  type FoundFault,
  type KeyedRow,
  type KindWork,
  type RestoredRow,
  type RowValues,
  type CountySite,
  type WantedRow,
  type Writing,
} from './kind.ts'

/** What an import does with each kind. */
export const kindWorks: Readonly<Record<ImportKindName, KindWork>> = {
  divisions: divisionsWork,
  grids: gridsWork,
  outlines: outlinesWork,
  population: populationWork,
  units: unitsWork,
  persons: personsWork,
  appointments: appointmentsWork,
  accounts: accountsWork,
}
