import { writeFindingList, type CentreTier, type FoundRow } from '@shuniu/shared/staffing'
import type { Day } from '@shuniu/shared/calendar'
import type { Result } from '@shuniu/shared/kernel'
import { callForFile, saveAs } from '../../platform/http/index.ts'
import { answersTo } from '../../platform/pinyin/index.ts'

export interface FoundFilter {
  readonly tier: CentreTier | ''
  readonly rule: string
  /** The code of a township. */
  readonly township: string
  readonly typed: string
}

export const everything: FoundFilter = { tier: '', rule: '', township: '', typed: '' }

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

/** Takes the findings shown away as a table for a spreadsheet: those of the day looked at. */
export async function takeFindingList(rows: readonly FoundRow[], day: Day): Promise<Result<Blob>> {
  const rulesOf = new Map<string, Set<string>>()
  for (const { finding } of rows) {
    const rules = rulesOf.get(finding.unitId) ?? new Set()
    rulesOf.set(finding.unitId, rules.add(finding.rule))
  }
  const centres = [...rulesOf].map(([unitId, rules]) => ({ unitId, rules: [...rules] }))
  const answer = await callForFile(writeFindingList, { body: { day, centres } })
  if (answer.ok) saveAs(answer.value, `人员缺配清单${day}.xlsx`)
  return answer
}
