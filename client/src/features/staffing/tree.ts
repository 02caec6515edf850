import type { CentreStanding } from '@shuniu/shared/staffing'
import { answersTo } from '../../platform/pinyin/index.ts'

export interface CentreBranch {
  readonly centre: CentreStanding
  readonly below: readonly CentreBranch[]
  /** Centres below that are red. */
  readonly reds: number
}

const parentOf = ({ areaCode }: CentreStanding, codes: ReadonlySet<string>): string | undefined =>
  [9, 6].map(digits => areaCode.slice(0, digits)).find(code => code !== areaCode && codes.has(code))

/** The centres as a tree by their divisions; what has no centre above it stands at the top. */
export function treeOf(centres: readonly CentreStanding[]): CentreBranch[] {
  const codes = new Set(centres.map(({ areaCode }) => areaCode))
  const byParent = new Map<string, CentreStanding[]>()
  for (const one of centres) {
    const parent = parentOf(one, codes) ?? ''
    byParent.set(parent, [...(byParent.get(parent) ?? []), one])
  }
  const branch = (centre: CentreStanding): CentreBranch => {
    const below = (byParent.get(centre.areaCode) ?? []).map(branch)
    const reds = below.reduce((n, one) => n + one.reds + (one.centre.light === 'red' ? 1 : 0), 0)
    return { centre, below, reds }
  }
  return (byParent.get('') ?? []).map(branch)
}

/** A line of the tree as it is shown. */
export interface TreeLine {
  readonly branch: CentreBranch
  readonly depth: number
}

interface ShownTree {
  /** Ids of the townships that are open. */
  readonly open: ReadonlySet<string>
  readonly typed: string
}

/** The lines to show: the county and its townships, the villages of those open; while something is typed, what answers to it. */
export function linesOf(branches: readonly CentreBranch[], shown: ShownTree, depth = 0): TreeLine[] {
  const isSearched = shown.typed.trim() !== ''
  return branches.flatMap(branch => {
    const { centre, below } = branch
    const isOpen = isSearched || depth === 0 || shown.open.has(centre.unitId)
    const lower = isOpen ? linesOf(below, shown, depth + 1) : []
    const answers = !isSearched || answersTo(centre.name, shown.typed)
    return answers || lower.length > 0 ? [{ branch, depth }, ...lower] : []
  })
}
