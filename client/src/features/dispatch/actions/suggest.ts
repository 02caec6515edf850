import { listCases, topClassOf, type CaseView } from '@shuniu/shared/cases'
import { grant, type Result } from '@shuniu/shared/kernel'
import { call } from '../../../platform/http/index.ts'

/** A unit that is likely the right one, and why. */
export interface Suggestion {
  readonly unitId: string
  /** `kind`: sent for this kind of case here before · `class`: for this class. */
  readonly because: 'kind' | 'class'
  /** Of how many of the newest such cases it was the owner. */
  readonly n: number
}

type SentCase = Pick<CaseView, 'ownerUnitId' | 'categoryCode'>

const most = 3

function counted(sent: readonly SentCase[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ownerUnitId } of sent) counts.set(ownerUnitId, (counts.get(ownerUnitId) ?? 0) + 1)
  return counts
}

/** Ranks units by how often they were sent for this kind, then for this class. Centres only pass cases on: never named. */
export function ranked(
  categoryCode: string,
  sent: readonly SentCase[],
  mayBeSent: (unitId: string) => boolean,
): Suggestion[] {
  const eligible = sent.filter(one => mayBeSent(one.ownerUnitId))
  const ofKind = counted(eligible.filter(one => one.categoryCode === categoryCode))
  const ofClass = counted(eligible)
  const score = (unitId: string) => (ofKind.get(unitId) ?? 0) * 1_000 + (ofClass.get(unitId) ?? 0)
  return [...ofClass.keys()]
    .sort((a, b) => score(b) - score(a) || (a < b ? -1 : 1))
    .slice(0, most)
    .map(unitId => {
      const n = ofKind.get(unitId)
      return n === undefined
        ? { unitId, because: 'class', n: ofClass.get(unitId) ?? 0 }
        : { unitId, because: 'kind', n }
    })
}

/** The newest cases of the same class in the same township, or the county for the county's own, that were sent to a unit. */
export async function sentBefore(
  seen: Pick<CaseView, 'areaCode' | 'categoryCode' | 'tier'> | undefined,
): Promise<Result<readonly SentCase[]>> {
  if (!seen) return grant([])
  const area = seen.tier === 'county' ? seen.areaCode.slice(0, 6) : seen.areaCode.slice(0, 9)
  const category = topClassOf(seen.categoryCode)?.code ?? seen.categoryCode
  const kinds = await Promise.all(
    [...new Set([seen.categoryCode, category])].map(code =>
      call(listCases, { query: { area, category: code, reached: 'assigned', sort: 'newest', limit: 100 } }),
    ),
  )
  const refused = kinds.find(page => !page.ok)
  if (refused) return refused
  const items = kinds.flatMap(page => (page.ok ? page.value.items : []))
  const each = [...new Map(items.map(one => [one.id, one])).values()]
  return grant(each.filter(one => one.status !== 'accepted' && one.status !== 'reported'))
}
