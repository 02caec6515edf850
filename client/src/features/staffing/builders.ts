import type { CentreStanding, FindingView, RuleWord } from '@shuniu/shared/staffing'

export const aStanding = (differing: Partial<CentreStanding> = {}): CentreStanding => ({
  unitId: 'town',
  name: '大新镇综治中心',
  initials: 'dxzzzzx',
  areaCode: '341222107',
  tier: 'township',
  light: 'green',
  must: 0,
  should: 0,
  ...differing,
})

export const aFinding = (differing: Partial<FindingView> = {}): FindingView => ({
  unitId: 'town',
  rule: 'S6',
  severity: 'must',
  kind: 'vacant',
  post: 'coordinator',
  organs: [],
  lacking: 1,
  standIns: 0,
  names: [],
  ...differing,
})

export const aRule = (differing: Partial<RuleWord> = {}): RuleWord => ({
  code: 'S6',
  name: '明确一名牵头协调人',
  tier: 'township',
  severity: 'must',
  source: 'S6',
  ...differing,
})
