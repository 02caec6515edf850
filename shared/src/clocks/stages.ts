import { typedKeys } from '../kernel/index.ts'

interface StageRow {
  /** The field's own number for the clock; the T-numbers are the source's, T4a to T4c, TC, TW and TS ours [D]. */
  readonly code: string
  readonly name: string
}

/** Everything a case is timed for. Source: domain §3.2 (column Timer), §3.4. */
export const stageRows = {
  acceptance: { code: 'T1', name: '受理立案' },
  supplement: { code: 'T1b', name: '补充情况' },
  finding: { code: 'T1c', name: '核实' },
  assignment: { code: 'T2', name: '派遣' },
  signing: { code: 'T3', name: '签收' },
  arrival: { code: 'T4a', name: '到场' },
  firstReport: { code: 'T4b', name: '首次续报' },
  control: { code: 'T4c', name: '稳控' },
  handling: { code: 'T4', name: '处置' },
  verification: { code: 'T5', name: '核查' },
  closing: { code: 'T6', name: '结案' },
  callBack: { code: 'T7', name: '回访' },
  transferReply: { code: 'T8', name: '移送反馈' },
  reportingIn: { code: 'T9', name: '吹哨报到' },
  incidentCall: { code: 'TC', name: '突发信息电话初报' },
  incidentWriting: { code: 'TW', name: '突发信息书面初报' },
  suspensionReview: { code: 'TS', name: '挂账复查' },
  supervisionReply: { code: 'TD', name: '督办答复' },
} as const satisfies Record<string, StageRow>

export type Stage = keyof typeof stageRows

export const stages: readonly Stage[] = typedKeys(stageRows)
