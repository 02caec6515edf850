import { backupRefusals, type BackupRefusal } from '@shuniu/shared/system'

/** Thrown where a backup or a restore cannot go on; nothing of it is left behind as if it were whole. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
  readonly code: BackupRefusal

  constructor(code: BackupRefusal, detail = '', options?: ErrorOptions) {
    super(`${backupRefusals[code]}${detail && `：${detail}`}（${code}）`, options)
    this.code = code
  }
}

const codeOf = (cause: unknown): unknown =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined

/** What the system, and PostgreSQL, say where a disk takes no more. */
const fullCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT', '53100']

/** Says of a full disk that it is full; any other fault is thrown on as it is. */
export const tellFull = (cause: unknown): never => {
  if (fullCodes.includes(codeOf(cause))) throw new BackupRefused('backup.diskFull', '', { cause })
  throw cause
}

/** Nothing is there, where that is an answer; any other fault is thrown on. */
export const absent = (cause: unknown): undefined => {
  if (codeOf(cause) === 'ENOENT') return undefined
  throw cause
}
