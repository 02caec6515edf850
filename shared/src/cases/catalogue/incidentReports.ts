/** 突发事件信息专报: its kinds in their order. Source: domain.md §2.5. */
export const incidentReportKinds = [
  { code: 'first', name: '初报', effectiveFrom: '2000-01-01' },
  { code: 'following', name: '续报', effectiveFrom: '2000-01-01' },
  { code: 'final', name: '终报', effectiveFrom: '2000-01-01' },
] as const
export type IncidentReportKind = (typeof incidentReportKinds)[number]['code']
