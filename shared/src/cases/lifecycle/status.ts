import type { Stage } from '../../clocks/index.ts'

/** Who presses the loop on at this point: 巡查 P, 报告 R, 解决 S, 督查 V. Source: S47. */
export type Loop = 'patrol' | 'report' | 'solve' | 'supervise'

interface StatusRow {
  readonly name: string
  readonly loop: Loop
  readonly isFinal: boolean
  /** The stage whose clock the case is shown by; undefined when none runs. */
  readonly stage: Stage | undefined
}

/** Every status a case can have on the server. Source: domain.md §3.2. */
export const caseStatusRows = {
  reported: { name: '待受理', loop: 'report', isFinal: false, stage: 'acceptance' },
  needInfo: { name: '待补充', loop: 'report', isFinal: false, stage: 'supplement' },
  verifyFirst: { name: '待核实', loop: 'patrol', isFinal: false, stage: 'finding' },
  rejected: { name: '不予受理', loop: 'report', isFinal: true, stage: undefined },
  withdrawn: { name: '已撤回', loop: 'report', isFinal: true, stage: undefined },
  merged: { name: '已并案', loop: 'report', isFinal: true, stage: undefined },
  selfDone: { name: '自办自结待审', loop: 'solve', isFinal: false, stage: 'verification' },
  accepted: { name: '待派遣', loop: 'report', isFinal: false, stage: 'assignment' },
  assigned: { name: '待签收', loop: 'solve', isFinal: false, stage: 'signing' },
  signed: { name: '待处置', loop: 'solve', isFinal: false, stage: 'handling' },
  handling: { name: '处置中', loop: 'solve', isFinal: false, stage: 'handling' },
  suspended: { name: '挂账', loop: 'solve', isFinal: false, stage: 'suspensionReview' },
  escalated: { name: '待上级受理', loop: 'report', isFinal: false, stage: 'acceptance' },
  transferred: { name: '已移送', loop: 'solve', isFinal: false, stage: 'transferReply' },
  done: { name: '待核查', loop: 'supervise', isFinal: false, stage: 'verification' },
  rework: { name: '返工', loop: 'solve', isFinal: false, stage: 'handling' },
  verified: { name: '待结案', loop: 'supervise', isFinal: false, stage: 'closing' },
  closed: { name: '已结案', loop: 'supervise', isFinal: true, stage: 'callBack' },
  archived: { name: '已归档', loop: 'supervise', isFinal: true, stage: undefined },
  voided: { name: '作废', loop: 'supervise', isFinal: true, stage: undefined },
} as const satisfies Readonly<Record<string, StatusRow>>

export type CaseStatus = keyof typeof caseStatusRows

export const caseStatuses = [
  'reported',
  'needInfo',
  'verifyFirst',
  'rejected',
  'withdrawn',
  'merged',
  'selfDone',
  'accepted',
  'assigned',
  'signed',
  'handling',
  'suspended',
  'escalated',
  'transferred',
  'done',
  'rework',
  'verified',
  'closed',
  'archived',
  'voided',
] as const satisfies readonly CaseStatus[]

/** Open: somebody still owes the next step. Call-back and archiving follow a closed case without reopening it. */
export const isOpen = (status: CaseStatus): boolean => !caseStatusRows[status].isFinal

export const openStatuses = caseStatuses.filter(isOpen)

/** Ended without being solved: these count in no rate. Source: domain.md §3.3 rows 4, 7, 8, 28; §4.3. */
const unsolvedEnds = ['rejected', 'withdrawn', 'merged', 'voided'] as const satisfies readonly CaseStatus[]

/** 应结: the cases of which rates are shares; what is on account is left out while it is. Source: domain.md §4.3, §3.3 row 19. */
export const countableStatuses: readonly CaseStatus[] = caseStatuses.filter(
  status => status !== 'suspended' && !unsolvedEnds.some(end => end === status),
)
