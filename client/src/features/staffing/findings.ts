import type { CentreStanding, CentreTier, FindingView, RuleWord } from '@shuniu/shared/staffing'
import { answersTo } from '../../platform/pinyin/index.ts'
import { findingText, postText } from './staffingText.ts'

/** A finding with the centre it is found at and the words it is told by. */
export interface FoundRow {
  readonly key: string
  readonly finding: FindingView
  readonly centre: CentreStanding
  /** The township that a village's centre lies in; empty for others. */
  readonly township: string
  readonly rule: string
  readonly source: string
  readonly post: string
  readonly what: string
  readonly who: string
}

export interface FoundFilter {
  readonly tier: CentreTier | ''
  readonly rule: string
  /** The code of a township. */
  readonly township: string
  readonly typed: string
}

export const everything: FoundFilter = { tier: '', rule: '', township: '', typed: '' }

interface Staffed {
  readonly centres: readonly CentreStanding[]
  readonly findings: readonly FindingView[]
  readonly rules: readonly RuleWord[]
}

/** The place a centre is named after. */
export const placeOf = (name: string): string => name.replace(/综治中心$/, '')

/** Every finding in the order of the divisions, those of rules that must be kept first. */
export function foundRows({ centres, findings, rules }: Staffed): FoundRow[] {
  const centreById = new Map(centres.map(one => [one.unitId, one]))
  const townshipName = ({ tier, areaCode }: CentreStanding) => {
    const above = tier === 'village' ? centres.find(one => one.areaCode === areaCode.slice(0, 9)) : undefined
    return above ? placeOf(above.name) : ''
  }
  const ruleByCode = new Map(rules.map(one => [one.code, one]))
  const rows = findings.flatMap((finding, at): FoundRow[] => {
    const centre = centreById.get(finding.unitId)
    const rule = ruleByCode.get(finding.rule)
    if (!centre || !rule) return []
    return [
      {
        key: `${finding.unitId} ${finding.rule} ${at}`,
        finding,
        centre,
        township: townshipName(centre),
        rule: rule.name,
        source: rule.source,
        post: postText(finding),
        what: findingText(finding),
        who: finding.names.join('、'),
      },
    ]
  })
  const rank = ({ finding }: FoundRow) => (finding.severity === 'must' ? 0 : 1)
  return rows.sort((a, b) => rank(a) - rank(b) || (a.centre.areaCode < b.centre.areaCode ? -1 : 1))
}

/** Those that a filter leaves; what is typed answers to the centre, the post, the rule or a name. */
export const filtered = (rows: readonly FoundRow[], filter: FoundFilter): FoundRow[] =>
  rows.filter(row => {
    const { centre, finding, rule, post, who } = row
    const { tier, township, typed } = filter
    return (
      (tier === '' || centre.tier === tier) &&
      (filter.rule === '' || finding.rule === filter.rule) &&
      (township === '' || centre.areaCode.startsWith(township)) &&
      (typed.trim() === '' || answersTo(`${centre.name} ${row.township} ${post} ${rule} ${who}`, typed))
    )
  })
