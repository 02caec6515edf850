import { listUnitProposals } from '@shuniu/shared/dispatch'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { proposalsOf, type ProposalGround } from './proposals.queries.ts'

export type { ProposalGround } from './proposals.queries.ts'

/** 派遣: which unit to send for a case. */
export function dispatchFeature(platform: Platform, ground: ProposalGround): ServerFeature {
  const propose = proposalsOf({ ...platform, ...ground })
  return {
    name: 'dispatch',
    bind: on => on(listUnitProposals, ({ params, actor }) => propose(params.id, actor)),
  }
}
