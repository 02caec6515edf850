export { connectAlone } from './alone.ts'
export { closeFolder } from './closing.ts'
export {
  openDatabase,
  type Connections,
  type Database,
  type DatabaseOptions,
  type ReadOrm,
} from './database.ts'
export { asUnavailable, DatabaseUnavailable, stateOf, type Unavailability } from './faults.ts'
export { restoringMark } from './halfRestored.ts'
export type { Log } from './log.ts'
export { joinDatabase } from './joining.ts'
export { beginSchema, migrate, migrationsFolder } from './migrate.ts'
export { DatabaseRefused, type DatabaseRefusal } from './refused.ts'
export { inTx, type Tx, type TxOptions } from './tx.ts'
