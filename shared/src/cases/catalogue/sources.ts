/**
 * 来源渠道. `checkFirst`: a grid member may be sent to look before it is accepted. Source: domain §2.4 [D], §3.3 row 6.
 * `selfFound`: found by our own people before anybody complained. Source: S51. Who calls the desk itself is told apart from who
 * calls the hotline: the desk took the words and owes the answer. Source: domain §4.2.
 */
export const sources = [
  { code: '01', name: '网格员巡查', checkFirst: false, selfFound: true, effectiveFrom: '2000-01-01' },
  { code: '02', name: '群众随手拍', checkFirst: true, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '03', name: '窗口来访', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '04', name: '12345热线', checkFirst: true, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '05', name: '110非警务警情分流', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '06', name: '信访转办', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '07', name: '部门移交', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '08', name: '领导交办', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '09', name: '上级督办件', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '10', name: '视频巡查', checkFirst: false, selfFound: true, effectiveFrom: '2000-01-01' },
  { code: '11', name: '物联感知告警', checkFirst: true, selfFound: true, effectiveFrom: '2000-01-01' },
  { code: '12', name: '集中排查', checkFirst: false, selfFound: true, effectiveFrom: '2000-01-01' },
  { code: '13', name: '媒体反映', checkFirst: true, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '14', name: '两代表一委员', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '15', name: '法院检察委派', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '16', name: '来电反映', checkFirst: true, selfFound: false, effectiveFrom: '2000-01-01' },
  { code: '99', name: '其他', checkFirst: false, selfFound: false, effectiveFrom: '2000-01-01' },
] as const

export type SourceCode = (typeof sources)[number]['code']

/** What a source is called; its code where it is none of ours. */
export const sourceName = (code: string): string => sources.find(source => source.code === code)?.name ?? code
