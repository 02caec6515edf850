export interface AccountPace {
  /** Whether the account may do it once more now. */
  admits(accountId: string, nowMs: number): boolean
}

interface PaceOptions {
  /** So many at once. */
  readonly burst: number
  /** One more after so many milliseconds. */
  readonly refillMs: number
}

const mostAccounts = 20_000

/** How often an account may do a thing; kept by each process for the accounts that did it of late. */
export function paceOf({ burst, refillMs }: PaceOptions): AccountPace {
  const usedBy = new Map<string, { readonly used: number; readonly atMs: number }>()
  return {
    admits(accountId, nowMs) {
      const { used, atMs } = usedBy.get(accountId) ?? { used: 0, atMs: nowMs }
      const left = Math.max(0, used - Math.max(0, nowMs - atMs) / refillMs)
      usedBy.delete(accountId)
      if (usedBy.size >= mostAccounts) for (const [oldest] of [...usedBy].slice(0, 1)) usedBy.delete(oldest)
      const isAdmitted = left + 1 <= burst
      usedBy.set(accountId, { used: isAdmitted ? left + 1 : left, atMs: nowMs })
      return isAdmitted
    },
  }
}
