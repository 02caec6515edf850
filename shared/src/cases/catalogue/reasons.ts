/** Why a report is not accepted (不予受理). Source: domain §3.3 row 7. */
export const rejectReasons = [
  { code: 'untrue', name: '不属实', effectiveFrom: '2000-01-01' },
  { code: 'notOurs', name: '不属管辖', effectiveFrom: '2000-01-01' },
  { code: 'inJudicialProcess', name: '已进司法程序', effectiveFrom: '2000-01-01' },
  { code: 'duplicate', name: '重复', effectiveFrom: '2000-01-01' },
  { code: 'noSubstance', name: '无实质诉求', effectiveFrom: '2000-01-01' },
] as const

export type RejectReason = (typeof rejectReasons)[number]['code']

/** Why a unit sends an assignment back (退单). Source: domain §3.3 row 13. */
export const refuseReasons = [
  { code: 'notOurDuty', name: '非职责', effectiveFrom: '2000-01-01' },
  { code: 'notOurArea', name: '非辖区', effectiveFrom: '2000-01-01' },
  { code: 'tooLittleKnown', name: '信息不足', effectiveFrom: '2000-01-01' },
] as const

export type RefuseReason = (typeof refuseReasons)[number]['code']

/** Why another unit is sent than the one proposed first. Source: desk.md §4. */
export const overrideReasons = [
  { code: 'agreed', name: '已电话商定', effectiveFrom: '2000-01-01' },
  { code: 'nearer', name: '离现场更近', effectiveFrom: '2000-01-01' },
  { code: 'busy', name: '首选单位忙', effectiveFrom: '2000-01-01' },
  { code: 'wrongDuty', name: '职责登记有误', effectiveFrom: '2000-01-01' },
  { code: 'moreThanOne', name: '涉及多项职责', effectiveFrom: '2000-01-01' },
  { code: 'other', name: '其他', effectiveFrom: '2000-01-01' },
] as const
