import { isUnder } from '../../clocks/index.ts'
import { instant, type Instant } from '../../kernel/index.ts'
import { takesEffectAt } from '../catalogue/index.ts'
import type { CaseFact } from '../model.ts'
import type { PlaybookContent, PlaybookEdition } from './playbook.ts'

/** An edition that says something: one that has not ended its playbook. */
export interface PlaybookInForce extends PlaybookEdition {
  readonly content: PlaybookContent
}

const effectOf = ({ effectiveFrom, madeAt }: PlaybookEdition): Instant =>
  takesEffectAt({ effectiveFrom, madeAt: instant(madeAt) })

/** What each playbook says at a moment: the edition that took effect last, of the same moment the later said. */
export function playbooksAt(editions: readonly PlaybookEdition[], at: Instant): PlaybookInForce[] {
  const latest = new Map<string, PlaybookEdition>()
  for (const one of editions) {
    const known = latest.get(one.code)
    const from = effectOf(one)
    const isLater =
      !known || from > effectOf(known) || (from === effectOf(known) && one.edition > known.edition)
    if (from <= at && isLater) latest.set(one.code, one)
  }
  return [...latest.values()].flatMap(one => (one.content ? [{ ...one, content: one.content }] : []))
}

type Kinded = Pick<CaseFact, 'categoryCode' | 'level'>

/** How narrowly a playbook is meant for a kind, in digits; undefined where it is not meant for it at that level. */
export function narrownessFor(
  { kinds, levels }: PlaybookContent,
  { categoryCode, level }: Kinded,
): number | undefined {
  if (!levels.includes(level)) return undefined
  const lengths = kinds.filter(kind => isUnder(categoryCode, kind)).map(kind => kind.length)
  return lengths.length === 0 ? undefined : Math.max(...lengths)
}

/** The playbook for a kind and level at a moment: the one meant most narrowly, of several the first by its code. */
export function playbookFor(
  editions: readonly PlaybookEdition[],
  of: Kinded,
  at: Instant,
): PlaybookInForce | undefined {
  return playbooksAt(editions, at)
    .map(one => ({ one, digits: narrownessFor(one.content, of) }))
    .filter(({ digits }) => digits !== undefined)
    .sort((a, b) => (b.digits ?? 0) - (a.digits ?? 0) || (a.one.code < b.one.code ? -1 : 1))
    .at(0)?.one
}

type Worked = Kinded & Pick<CaseFact, 'playbook' | 'steps'>

/**
 * The playbook that a case is worked by: the edition of which a step was ticked last, while it is meant for the case as it
 * stands; else what was in force when the case was accepted. So an edition made since changes no case under way, and past
 * cases keep theirs.
 */
export function playbookOf(
  editions: readonly PlaybookEdition[],
  current: Worked,
  now: Instant,
): PlaybookInForce | undefined {
  const { playbook, steps } = current
  const pinned = editions.find(one => one.code === playbook?.code && one.edition === playbook.edition)
  if (pinned?.content && narrownessFor(pinned.content, current) !== undefined)
    return { ...pinned, content: pinned.content }
  return playbookFor(editions, current, steps.acceptedAt === null ? now : instant(steps.acceptedAt))
}
