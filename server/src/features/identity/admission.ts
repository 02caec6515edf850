import { refuse, type Refused } from '@shuniu/shared/kernel'

/** Sign-ins that are looked at or wait, at most: of strangers from one network, of all strangers, of known devices. */
const most = { ofNetwork: 128, ofStrangers: 512, ofKnown: 1_024 } as const
/** Before it is known whose a try is, so many may be asked about. */
const mostUnsorted = 2_048
/** Passwords judged in a second by a slow machine; how long the others have to wait is told by it. */
const judgedPerS = 20
const longestS = 30

interface AdmissionTry {
  readonly network: string
  readonly isKnown: boolean
}

const busy = (code: 'request.tooMany' | 'platform.overloaded', before: number): Refused =>
  refuse(code, { retryAfterS: Math.min(longestS, Math.max(1, Math.ceil(before / judgedPerS))) })

/**
 * Lets in no more sign-ins than can be judged soon, and turns the rest away before anything is spent on them. A flood of
 * strangers fills the strangers' room alone: a device that was signed in before finds its own.
 */
export function admission() {
  const byNetwork = new Map<string, number>()
  let strangers = 0
  let known = 0
  let unsorted = 0

  const count = ({ network, isKnown }: AdmissionTry, step: 1 | -1) => {
    if (isKnown) {
      known += step
      return
    }
    strangers += step
    const now = (byNetwork.get(network) ?? 0) + step
    if (now > 0) byNetwork.set(network, now)
    else byNetwork.delete(network)
  }

  function refusalFor({ network, isKnown }: AdmissionTry): Refused | undefined {
    if (isKnown) return known >= most.ofKnown ? busy('platform.overloaded', known) : undefined
    const near = byNetwork.get(network) ?? 0
    if (near >= most.ofNetwork) return busy('request.tooMany', near)
    return strangers >= most.ofStrangers ? busy('platform.overloaded', strangers) : undefined
  }

  return {
    /** Asks whose a try is, for so many at once. */
    async sorted<T>(ask: () => Promise<T>): Promise<{ readonly ok: true; readonly value: T } | Refused> {
      if (unsorted >= mostUnsorted) return busy('platform.overloaded', unsorted)
      unsorted += 1
      try {
        return { ok: true, value: await ask() }
      } finally {
        unsorted -= 1
      }
    },
    async admitted<T>(trying: AdmissionTry, judge: () => Promise<T>): Promise<T | Refused> {
      const refusal = refusalFor(trying)
      if (refusal) return refusal
      count(trying, 1)
      try {
        return await judge()
      } finally {
        count(trying, -1)
      }
    },
  }
}
