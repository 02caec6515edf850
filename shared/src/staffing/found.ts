import { organRows, postRows } from './posts.ts'
import type { CentreStanding, FindingView, RuleWord } from './model.ts'

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

interface Staffed {
  readonly centres: readonly CentreStanding[]
  readonly findings: readonly FindingView[]
  readonly rules: readonly RuleWord[]
}

/** The place a centre is named after. */
export const centrePlace = (name: string): string => name.replace(/综治中心$/, '')

/** The post that a finding speaks of; the organs of a village where it is none. */
export const foundPost = ({ post }: Pick<FindingView, 'post'>): string =>
  post === null ? '村级组织' : postRows[post].name

/** What was found, in a few words. */
export function foundWords({
  kind,
  lacking,
  standIns,
  organs,
}: Pick<FindingView, 'kind' | 'lacking' | 'standIns' | 'organs'>): string {
  if (kind === 'wrongHolder') return '不符合要求'
  if (kind === 'noOrgan') return `未组建：${organs.map(one => organRows[one].name).join('、')}`
  return standIns > 0 ? `缺 ${lacking} 人，代理 ${standIns} 人` : `缺 ${lacking} 人`
}

/** Every finding in the order of the divisions, those of rules that must be kept first. Source: S2, S7–S11, S36. */
export function foundRows({ centres, findings, rules }: Staffed): FoundRow[] {
  const centreById = new Map(centres.map(one => [one.unitId, one]))
  const byArea = new Map(centres.map(one => [one.areaCode, one]))
  const townshipName = ({ tier, areaCode }: CentreStanding) => {
    const above = tier === 'village' ? byArea.get(areaCode.slice(0, 9)) : undefined
    return above ? centrePlace(above.name) : ''
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
        post: foundPost(finding),
        what: foundWords(finding),
        who: finding.names.join('、'),
      },
    ]
  })
  const rank = ({ finding }: FoundRow) => (finding.severity === 'must' ? 0 : 1)
  return rows.sort((a, b) => rank(a) - rank(b) || (a.centre.areaCode < b.centre.areaCode ? -1 : 1))
}
