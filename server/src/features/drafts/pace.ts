import { draftBurst } from '@shuniu/shared/drafts'

export interface DraftPace {
  /** Whether one more writing of the account is admitted now. */
  admits(accountId: string, nowMs: number): boolean
}

const mostAccounts = 20_000

/** A burst at once, then one writing a second; kept by each process for the accounts that wrote of late. */
export function draftPace(): DraftPace {
  const usedBy = new Map<string, { readonly used: number; readonly atMs: number }>()
  return {
    admits(accountId, nowMs) {
      const { used, atMs } = usedBy.get(accountId) ?? { used: 0, atMs: nowMs }
      const left = Math.max(0, used - Math.max(0, nowMs - atMs) / 1_000)
      usedBy.delete(accountId)
      if (usedBy.size >= mostAccounts) for (const [oldest] of [...usedBy].slice(0, 1)) usedBy.delete(oldest)
      const isAdmitted = left + 1 <= draftBurst
      usedBy.set(accountId, { used: isAdmitted ? left + 1 : left, atMs: nowMs })
      return isAdmitted
    },
  }
}
