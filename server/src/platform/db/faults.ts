/** What keeps the database from answering; all of them pass without a restart of the server. */
export type Unavailability = 'lost' | 'full' | 'exhausted' | 'slow' | 'contended' | 'readOnly'

/**
 * The database cannot serve now but will again. The route edge answers 503 `platform.unavailable` with `Retry-After`.
 * `mayHaveCommitted`: the connection broke during the commit, so the work may or may not have been done.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  readonly code = 'platform.unavailable'
  readonly reason: Unavailability
  readonly mayHaveCommitted: boolean
  /** In seconds, for `Retry-After`. */
  readonly retryAfterS: number

  constructor(reason: Unavailability, cause: unknown, mayHaveCommitted = false) {
    super(`the database is unavailable: ${reason}`, { cause })
    this.reason = reason
    this.mayHaveCommitted = mayHaveCommitted
    this.retryAfterS = reason === 'full' ? 30 : 2
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
])

/** PostgreSQL's states by class or by code, longest first. Source: PostgreSQL manual, appendix A. */
const reasonByState: Readonly<Record<string, Unavailability>> = {
  '25006': 'readOnly',
  '25P03': 'lost',
  '40001': 'contended',
  '40P01': 'contended',
  '53100': 'full',
  '53200': 'exhausted',
  '53300': 'exhausted',
  '53400': 'exhausted',
  '55P03': 'slow',
  '57014': 'slow',
  '57P01': 'lost',
  '57P02': 'lost',
  '57P03': 'lost',
  '57P05': 'lost',
  '58030': 'full',
}

/** The driver tells these by words alone. */
const driverWords: readonly (readonly [RegExp, Unavailability])[] = [
  [/^Connection terminated/, 'lost'],
  [/not queryable$/, 'lost'],
  [/after calling end on the pool/, 'lost'],
  [/^timeout (exceeded )?when trying to connect/, 'exhausted'],
  [/^timeout expired/, 'lost'],
  [/^Query read timeout/, 'slow'],
]

/** The SQLSTATE or system code of an error, looked for through its causes. */
export function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return stateOf(error.cause)
}

function reasonOf(error: unknown): Unavailability | undefined {
  if (!(error instanceof Error)) return undefined
  const state = stateOf(error)
  if (state !== undefined && (networkCodes.has(state) || state.startsWith('08'))) return 'lost'
  const known = state === undefined ? undefined : reasonByState[state]
  if (known) return known
  return driverWords.find(([words]) => words.test(error.message))?.[1] ?? reasonOf(error.cause)
}

/** The fault as an unavailability, or undefined when it is another kind of fault. */
export function asUnavailable(error: unknown): DatabaseUnavailable | undefined {
  if (error instanceof DatabaseUnavailable) return error
  const reason = reasonOf(error)
  return reason && new DatabaseUnavailable(reason, error)
}

/** Whether the same transaction may succeed when it is simply run again. */
export const isContention = (error: unknown): boolean => reasonOf(error) === 'contended'
