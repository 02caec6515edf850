import {
  beginSecondFactor,
  renewRecoveryCodes,
  seeSecondFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
  type FactorProof,
} from '@shuniu/shared/identity'
import type { Refusal } from '@shuniu/shared/kernel'
import { shallowRef } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'

/** What is being done with the second factor: set up by the secret shown, turned off, or given new recovery codes. */
export type FactorDoing =
  | { readonly kind: 'setUp'; readonly secret: string; readonly uri: string }
  | { readonly kind: 'off' | 'renew' }

/** What follows from a change that was taken. */
export type FactorDone = { readonly codes: readonly string[] } | 'off'

/** 动态口令 of one's own account: how it stands, and what is being done with it. Nothing of a secret or code is kept on the device. */
export function useSecondFactor() {
  const reading = createReading(() => call(seeSecondFactor))
  const doing = shallowRef<FactorDoing>()
  const refused = shallowRef<Refusal>()

  /** Shows a new secret; the one shown before counts for nothing any more. */
  async function begin(): Promise<void> {
    const begun = await call(beginSecondFactor)
    refused.value = begun.ok ? undefined : begun.refusal
    doing.value = begun.ok ? { kind: 'setUp', ...begun.value } : undefined
    if (!begun.ok && begun.refusal.code === 'account.hasSecondFactor') await reading.read()
  }

  async function asked(kind: FactorDoing['kind'], body: FactorProof) {
    if (kind === 'setUp') return call(turnOnSecondFactor, { body })
    return kind === 'renew' ? call(renewRecoveryCodes, { body }) : call(turnOffSecondFactor, { body })
  }

  return {
    value: reading.value,
    state: reading.state,
    read: reading.read,
    doing,
    refused,
    begin,
    choose: (kind: 'off' | 'renew') => void (doing.value = { kind }),
    cancel: () => void (doing.value = undefined),
    /** Proves what is being done; resolves with what follows from it, or why it was not taken. */
    async prove(proof: FactorProof): Promise<FactorDone | Refusal> {
      const kind = doing.value?.kind ?? 'off'
      const answer = await asked(kind, proof)
      if (!answer.ok) return answer.refusal
      doing.value = undefined
      await reading.read()
      return 'codes' in answer.value ? { codes: answer.value.codes } : 'off'
    },
  }
}
