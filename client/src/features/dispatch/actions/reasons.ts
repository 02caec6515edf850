import type { UnitProposal } from '@shuniu/shared/dispatch'
import { say } from '../../../platform/i18n/index.ts'

/** Why a unit is proposed, in the order of what counts: 职责单位 · 本镇 · 上班时间 · 在办 3 件. */
export function reasonsOf(proposal: UnitProposal): string {
  const { charge, near, duty, open, isOpenFloor, sent, hasRefused } = proposal
  return [
    hasRefused ? say('dispatch.because.refused') : undefined,
    say(`dispatch.because.charge.${charge ?? 'none'}`),
    say(`dispatch.because.near.${near}`),
    say(`dispatch.because.duty.${duty}`),
    say(isOpenFloor ? 'dispatch.because.openFloor' : 'dispatch.because.open', { n: open }),
    sent > 0 ? say('dispatch.because.sent', { n: sent }) : undefined,
  ]
    .filter(word => word !== undefined)
    .join(' · ')
}
