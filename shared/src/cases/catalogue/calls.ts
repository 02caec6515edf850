/** Whom a call about a case was made to, and whether they can say how it went. Source: domain.md §4.2. */
export const calledParties = [
  { code: 'reporter', name: '反映人', isHeard: true, effectiveFrom: '2000-01-01' },
  { code: 'party', name: '当事人', isHeard: true, effectiveFrom: '2000-01-01' },
  { code: 'member', name: '网格员', isHeard: false, effectiveFrom: '2000-01-01' },
  { code: 'village', name: '村干部', isHeard: false, effectiveFrom: '2000-01-01' },
  { code: 'unit', name: '承办单位', isHeard: false, effectiveFrom: '2000-01-01' },
  { code: 'emergency', name: '110、119、120', isHeard: false, effectiveFrom: '2000-01-01' },
  { code: 'other', name: '其他', isHeard: false, effectiveFrom: '2000-01-01' },
] as const

/** How it went: of whom nothing was heard, nothing can be verified. */
export const callResults = [
  { code: 'reached', name: '已接通', effectiveFrom: '2000-01-01' },
  { code: 'noAnswer', name: '无人接听', effectiveFrom: '2000-01-01' },
  { code: 'busy', name: '占线', effectiveFrom: '2000-01-01' },
  { code: 'declined', name: '拒接', effectiveFrom: '2000-01-01' },
  { code: 'wrongNumber', name: '空号或错号', effectiveFrom: '2000-01-01' },
] as const

/** How whoever reported was asked whether they are satisfied. Source: domain.md §3.3 row 26. */
export const callBackMethods = [
  { code: 'phone', name: '电话', effectiveFrom: '2000-01-01' },
  { code: 'visit', name: '上门', effectiveFrom: '2000-01-01' },
  { code: 'online', name: '网上评价', effectiveFrom: '2000-01-01' },
] as const
