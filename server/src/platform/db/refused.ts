/** Why the database cannot be used at all; waiting will not help, someone has to act. */
export type DatabaseRefusal =
  | 'database.inUse'
  | 'database.notOurs'
  | 'database.clusterMissing'
  | 'database.passwordLost'
  | 'database.otherMajor'
  | 'database.noBinaries'
  | 'database.cannotStart'
  | 'database.unreachable'
  | 'database.tooOld'
  | 'database.wrongEncoding'
  | 'database.migrationsDiverged'
  | 'database.halfRestored'

/** Thrown while the server starts; the message says what is wrong and what to do. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
  readonly code: DatabaseRefusal

  constructor(code: DatabaseRefusal, message: string, options?: ErrorOptions) {
    super(`${message} (${code})`, options)
    this.code = code
  }
}
