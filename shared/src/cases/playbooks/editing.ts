import { isRealDay, shanghaiDay } from '../../calendar/index.ts'
import { instant, refuse, type Instant, type Refused } from '../../kernel/index.ts'
import { takesEffectAt, type Catalogue } from '../catalogue/index.ts'
import { playbooksAt, type PlaybookInForce } from './choosing.ts'
import type { PlaybookContent, PlaybookEdition } from './playbook.ts'

/** So many editions a county can make, ever: all of them are kept at hand by every process. */
export const mostEditions = 1_000

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The same content whatever the order of its fields. */
const inOrder = (content: PlaybookContent | null | undefined) =>
  content && {
    ...Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))),
    steps: content.steps.map(({ code, text, withinMin }) => [code, text, withinMin ?? null]),
    calls: content.calls.map(({ to, dial, unit, say }) => [to, dial ?? null, unit ?? null, say ?? null]),
    distances: content.distances.map(({ what, metres }) => [what, metres]),
  }

const overlaps = (a: PlaybookContent, b: PlaybookContent): boolean =>
  a.levels.some(level => b.levels.includes(level)) && a.kinds.some(kind => b.kinds.includes(kind))

/** What of a content cannot stand beside the catalogue and the other playbooks of that moment. */
function wrongContent(
  content: PlaybookContent,
  others: readonly PlaybookInForce[],
  catalogue: Catalogue,
): Refused | undefined {
  const codes = content.steps.map(({ code }) => code)
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  if (twice !== undefined) return refuse('playbook.stepTwice', { step: twice })
  const unknown = content.kinds.find(kind => !catalogue.of(kind))
  if (unknown !== undefined) return refuse('category.unknown', { code: unknown })
  const holder = others.find(one => overlaps(one.content, content))
  return holder && refuse('playbook.kindTaken', { code: holder.code, name: holder.content.name })
}

function wrongDay({ effectiveFrom }: PlaybookEdition, now: Instant): Refused | undefined {
  if (!isRealDay(effectiveFrom)) return refuse('playbook.notADay', { days: [effectiveFrom] })
  const today = shanghaiDay(now)
  return effectiveFrom < today ? refuse('playbook.pastDay', { today, effectiveFrom }) : undefined
}

/** When an edition takes effect: as its day begins, or once it is made where that has begun. */
export const editionFrom = ({ effectiveFrom, madeAt }: PlaybookEdition): Instant =>
  takesEffectAt({ effectiveFrom, madeAt: instant(madeAt) })

/**
 * Why an edition may not be made beside the others; undefined when it may. Refuses: `playbook.notADay`, `playbook.pastDay`,
 * `playbook.full`, `playbook.unknown`, `playbook.unchanged`, `playbook.stepTwice`, `category.unknown`, `playbook.kindTaken`.
 */
export function wrongEdition(
  proposal: PlaybookEdition,
  known: readonly PlaybookEdition[],
  by: { readonly now: Instant; readonly catalogue: Catalogue; readonly isNew: boolean },
): Refused | undefined {
  const wrong = wrongDay(proposal, by.now)
  if (wrong) return wrong
  if (known.filter(({ edition }) => edition > 0).length >= mostEditions)
    return refuse('playbook.full', { most: mostEditions })
  const { code, content } = proposal
  const isKnown = known.some(one => one.code === code)
  if (!by.isNew && !isKnown) return refuse('playbook.unknown', { code })
  const standing = playbooksAt(known, editionFrom(proposal))
  const before = standing.find(one => one.code === code)?.content
  if (isKnown && same(inOrder(before) ?? null, inOrder(content) ?? null))
    return refuse('playbook.unchanged', { code })
  const others = standing.filter(one => one.code !== code)
  return content ? wrongContent(content, others, by.catalogue) : undefined
}

/** Why an edition may not be withdrawn; undefined when it may. Refuses: `playbook.inForce`. */
export const wrongEditionWithdrawal = (edition: PlaybookEdition, now: Instant): Refused | undefined =>
  editionFrom(edition) <= now ? refuse('playbook.inForce', { from: edition.effectiveFrom }) : undefined

/** The code of a county's next own playbook. */
export function nextPlaybookCode(used: readonly string[]): string {
  const serials = used.map(code => Number(/^own(\d+)$/.exec(code)?.[1] ?? 0))
  return `own${Math.max(0, ...serials) + 1}`
}
