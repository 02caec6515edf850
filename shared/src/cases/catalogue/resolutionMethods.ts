/** 化解方式: by what way a dispute was resolved. Source: domain §2.4; the first ten but 司法调解 [seen], the rest [K]. */
export const resolutionMethods = [
  { code: 'unwilling', name: '不愿化解', effectiveFrom: '2000-01-01' },
  { code: 'settlement', name: '自愿化解(和解)', effectiveFrom: '2000-01-01' },
  { code: 'peopleMediation', name: '人民调解', effectiveFrom: '2000-01-01' },
  { code: 'administrativeMediation', name: '行政调解', effectiveFrom: '2000-01-01' },
  { code: 'judicialMediation', name: '司法调解', effectiveFrom: '2000-01-01' },
  { code: 'lawyerMediation', name: '律师调解', effectiveFrom: '2000-01-01' },
  { code: 'administrativeReview', name: '行政复议', effectiveFrom: '2000-01-01' },
  { code: 'administrativeRuling', name: '行政裁决', effectiveFrom: '2000-01-01' },
  { code: 'arbitration', name: '仲裁', effectiveFrom: '2000-01-01' },
  { code: 'notarisation', name: '公证', effectiveFrom: '2000-01-01' },
  { code: 'consultation', name: '民主协商', effectiveFrom: '2000-01-01' },
  { code: 'litigation', name: '诉讼(引导)', effectiveFrom: '2000-01-01' },
  { code: 'petition', name: '信访事项处理', effectiveFrom: '2000-01-01' },
  { code: 'policeMediation', name: '警民联调', effectiveFrom: '2000-01-01' },
] as const

export type ResolutionMethod = (typeof resolutionMethods)[number]['code']
