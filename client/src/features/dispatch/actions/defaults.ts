import { caseLevels, leafCategories, standardOf, type CaseMove, type CaseView } from '@shuniu/shared/cases'
import type { FilledFields } from '../../cases/index.ts'

/** What is known besides the case when a form is opened. */
export interface Proposals {
  /** The unit most likely to be sent, best first. */
  readonly unitIds: readonly string[]
}

const raised = ({ level }: Pick<CaseView, 'level'>) => caseLevels[caseLevels.indexOf(level) - 1] ?? level

type Defaults = (seen: Pick<CaseView, 'categoryCode' | 'level'>, proposals: Proposals) => FilledFields

/** A kind, the standard's or the county's own, as against a class; also one that has ended: the case keeps it. */
const isLeaf = (code: string): boolean =>
  leafCategories.some(row => row.code === code) || standardOf(code)?.code !== code

/** What a form holds when it opens, so that the common course takes two keys. A move without a row opens empty. */
const defaultsByMove: Readonly<Partial<Record<CaseMove, Defaults>>> = {
  accept: seen => ({
    level: seen.level,
    ...(isLeaf(seen.categoryCode) && { categoryCode: seen.categoryCode }),
  }),
  assign: (_, { unitIds: [first] }) =>
    first === undefined ? {} : { ownerUnitId: first, proposedUnitId: first },
  changeLevel: seen => ({ level: raised(seen) }),
}

export const defaultsOf = (move: CaseMove, ...known: Parameters<Defaults>): FilledFields =>
  defaultsByMove[move]?.(...known) ?? {}
