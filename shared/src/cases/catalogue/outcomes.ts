/** What an outcome counts as in the rates of domain §4.3 and the monthly table of §4.4. */
export type OutcomeKind = 'resolved' | 'referred' | 'unresolved' | 'void'

interface OutcomeRow {
  readonly code: string
  readonly name: string
  readonly kind: OutcomeKind
  /** Said of disputes only. */
  readonly ofDisputes: boolean
  readonly effectiveFrom: string
}

/** 处置结果. Source: domain §2.4 [D]. */
export const outcomes = [
  { code: '10', name: '化解成功(书面协议)', kind: 'resolved', ofDisputes: true, effectiveFrom: '2000-01-01' },
  { code: '11', name: '化解成功(口头协议)', kind: 'resolved', ofDisputes: true, effectiveFrom: '2000-01-01' },
  { code: '12', name: '整改完成', kind: 'resolved', ofDisputes: false, effectiveFrom: '2000-01-01' },
  { code: '13', name: '已解释答复', kind: 'resolved', ofDisputes: false, effectiveFrom: '2000-01-01' },
  {
    code: '20',
    name: '引导诉讼、仲裁、复议',
    kind: 'referred',
    ofDisputes: false,
    effectiveFrom: '2000-01-01',
  },
  {
    code: '21',
    name: '移送公安、信访、纪检',
    kind: 'referred',
    ofDisputes: false,
    effectiveFrom: '2000-01-01',
  },
  {
    code: '30',
    name: '化解不成功(持续稳控)',
    kind: 'unresolved',
    ofDisputes: true,
    effectiveFrom: '2000-01-01',
  },
  { code: '31', name: '挂账', kind: 'unresolved', ofDisputes: false, effectiveFrom: '2000-01-01' },
  { code: '40', name: '不属实', kind: 'void', ofDisputes: false, effectiveFrom: '2000-01-01' },
  { code: '41', name: '重复', kind: 'void', ofDisputes: false, effectiveFrom: '2000-01-01' },
  { code: '42', name: '当事人撤回', kind: 'void', ofDisputes: false, effectiveFrom: '2000-01-01' },
  { code: '90', name: '作废', kind: 'void', ofDisputes: false, effectiveFrom: '2000-01-01' },
] as const satisfies readonly OutcomeRow[]

export type OutcomeCode = (typeof outcomes)[number]['code']
