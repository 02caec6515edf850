import { inForce, type Day } from '@shuniu/shared/calendar'
import {
  clockLevels,
  stages,
  type ClockLevel,
  type ClockRule,
  type ClockRuleView,
  type Stage,
} from '@shuniu/shared/clocks'

/** For which cases a limit is said: all of them, or those of one category or one tier alone. */
export type Scope = Pick<ClockRule, 'stage' | 'categoryPrefix' | 'tier'>

/** What is said of one level in one scope, the last said first. */
export interface RuleCell {
  readonly level: ClockLevel
  /** What holds on the day looked at. */
  readonly held: ClockRuleView | undefined
  /** What will hold next. */
  readonly next: ClockRuleView | undefined
  readonly all: readonly ClockRuleView[]
}

export interface RuleLine {
  readonly key: string
  readonly scope: Scope
  readonly cells: readonly RuleCell[]
}

/** A stage: what holds for all cases, and the exceptions from it. */
export interface StageBlock {
  readonly stage: Stage
  readonly general: RuleLine
  readonly exceptions: readonly RuleLine[]
}

const isAlive = ({ rule }: ClockRuleView): boolean => (rule.effectiveTo ?? '9999') >= rule.effectiveFrom
const byStart = (a: ClockRuleView, b: ClockRuleView): number =>
  a.rule.effectiveFrom < b.rule.effectiveFrom ||
  (a.rule.effectiveFrom === b.rule.effectiveFrom && a.id < b.id)
    ? 1
    : -1

export const scopeKeyOf = ({ stage, categoryPrefix, tier }: Scope): string =>
  [stage, categoryPrefix ?? '', tier ?? ''].join(' ')

/** Of rules that say the same, the one that holds on a day: the last to take effect. */
export const heldOn = (alike: readonly ClockRuleView[], day: Day): ClockRuleView | undefined =>
  alike.filter(({ rule }) => inForce(rule, day)).sort(byStart)[0]

function cellOf(level: ClockLevel, own: readonly ClockRuleView[], day: Day): RuleCell {
  const all = own.filter(({ rule }) => rule.level === level).sort(byStart)
  const next = all.findLast(view => isAlive(view) && view.rule.effectiveFrom > day)
  return { level, held: heldOn(all, day), next, all }
}

function lineOf({ stage, categoryPrefix, tier }: Scope, own: readonly ClockRuleView[], day: Day): RuleLine {
  const scope = {
    stage,
    ...(categoryPrefix !== undefined && { categoryPrefix }),
    ...(tier !== undefined && { tier }),
  }
  return { key: scopeKeyOf(scope), scope, cells: clockLevels.map(level => cellOf(level, own, day)) }
}

const isSaid = ({ cells }: RuleLine): boolean => cells.some(({ held, next }) => held ?? next)

function groupedByScope(items: readonly ClockRuleView[]): Map<string, ClockRuleView[]> {
  const byScope = new Map<string, ClockRuleView[]>()
  for (const view of items) {
    const key = scopeKeyOf(view.rule)
    byScope.set(key, [...(byScope.get(key) ?? []), view])
  }
  return byScope
}

/** All stages by level as they stand on a day; exceptions that neither hold nor will are left to the history. */
export function matrixOf(items: readonly ClockRuleView[], day: Day): StageBlock[] {
  const byScope = groupedByScope(items)
  return stages.map(stage => {
    const exceptions = [...byScope]
      .flatMap(([key, own]) => (own[0] ? [{ key, own, scope: own[0].rule }] : []))
      .filter(({ key, scope }) => scope.stage === stage && key !== scopeKeyOf({ stage }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ own, scope }) => lineOf(scope, own, day))
      .filter(isSaid)
    const general = lineOf({ stage }, byScope.get(scopeKeyOf({ stage })) ?? [], day)
    return { stage, general, exceptions }
  })
}

export type RuleFate = 'inForce' | 'toCome' | 'replaced' | 'past'

/** What became of a rule by a day, among those that say the same. */
export function fateOf(view: ClockRuleView, items: readonly ClockRuleView[], day: Day): RuleFate {
  const alike = items.filter(
    ({ rule }) => scopeKeyOf(rule) === scopeKeyOf(view.rule) && rule.level === view.rule.level,
  )
  if (view.rule.effectiveFrom > day) return isAlive(view) ? 'toCome' : 'past'
  if (!inForce(view.rule, day)) return 'past'
  return heldOn(alike, day) === view ? 'inForce' : 'replaced'
}

/** What was ever said or ended by somebody, the last first. */
export function changesOf(items: readonly ClockRuleView[]) {
  const made = items.flatMap(view =>
    view.madeBy === null || view.madeAt === null
      ? []
      : [{ key: `${view.id} made`, view, kind: 'made' as const, by: view.madeBy, at: view.madeAt }],
  )
  const ended = items.flatMap(view =>
    view.endedBy === null || view.endedAt === null
      ? []
      : [{ key: `${view.id} ended`, view, kind: 'ended' as const, by: view.endedBy, at: view.endedAt }],
  )
  return [...made, ...ended].sort((a, b) => (a.at < b.at ? 1 : -1))
}
