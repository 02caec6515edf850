/** How far a helping unit has come with its part. `called`: asked by a whistle, not there yet. Source: domain §3.2, §3.3 row 17. */
export const coStates = ['called', 'waiting', 'working', 'answered', 'refused', 'waived'] as const
export type CoState = (typeof coStates)[number]

export const coStateTexts: Readonly<Record<CoState, string>> = {
  called: '待报到',
  waiting: '待签收',
  working: '处置中',
  answered: '已反馈',
  refused: '已拒绝',
  waived: '已免除',
}

/** The cards of 督办, mildest first. Source: domain §3.3 row 30. */
export const cards = ['yellow', 'orange', 'red'] as const
export type Card = (typeof cards)[number]

export const cardTexts: Readonly<Record<Card, string>> = { yellow: '黄牌', orange: '橙牌', red: '红牌' }

/** Why a case is put on account (挂账). Source: domain §3.3 row 19. */
export const suspendReasons = [
  { code: 'season', name: '季节原因', effectiveFrom: '2000-01-01' },
  { code: 'works', name: '工程周期', effectiveFrom: '2000-01-01' },
  { code: 'policy', name: '政策原因', effectiveFrom: '2000-01-01' },
  { code: 'litigation', name: '诉讼中', effectiveFrom: '2000-01-01' },
] as const

/** Bodies outside that a case is handed to (移送). Source: domain §3.3 row 21. */
export const transferTargets = [
  { code: 'police', name: '公安', effectiveFrom: '2000-01-01' },
  { code: 'court', name: '法院', effectiveFrom: '2000-01-01' },
  { code: 'petition', name: '信访', effectiveFrom: '2000-01-01' },
  { code: 'arbitration', name: '仲裁', effectiveFrom: '2000-01-01' },
  { code: 'discipline', name: '纪检', effectiveFrom: '2000-01-01' },
] as const

/** What a call-back hears; `isAnswer` says whether it counts in the rate. Source: domain §3.3 row 26, §4.3. */
export const satisfactions = [
  { code: 'verySatisfied', name: '非常满意', isAnswer: true, isContent: true, effectiveFrom: '2000-01-01' },
  { code: 'satisfied', name: '满意', isAnswer: true, isContent: true, effectiveFrom: '2000-01-01' },
  { code: 'fairlySatisfied', name: '基本满意', isAnswer: true, isContent: true, effectiveFrom: '2000-01-01' },
  { code: 'dissatisfied', name: '不满意', isAnswer: true, isContent: false, effectiveFrom: '2000-01-01' },
  { code: 'unreached', name: '未联系上', isAnswer: false, isContent: false, effectiveFrom: '2000-01-01' },
] as const

/** 履行情况: whether what was agreed has been done. Source: domain §3.3 row 26. */
export const performances = [
  { code: 'performed', name: '已履行', effectiveFrom: '2000-01-01' },
  { code: 'partly', name: '部分履行', effectiveFrom: '2000-01-01' },
  { code: 'unperformed', name: '未履行', effectiveFrom: '2000-01-01' },
  { code: 'nothingAgreed', name: '无履行内容', effectiveFrom: '2000-01-01' },
] as const
