import { shanghaiDay } from '../../calendar/index.ts'
import { refuse, type Instant, type Refused } from '../../kernel/index.ts'
import { topClassOf } from './categories.ts'
import type { Catalogue, CountyCatalogue, CountyKind } from './county.ts'

const mostSteps = 8
/** 其他 of all: it cannot be ended. */
export const lastResort = 'E9999'

/** What is chosen in place of a kind that has ended: what the county said, else the 其他 beside it, else the last of all. */
export function insteadOf(catalogue: Catalogue, code: string): CountyKind | undefined {
  let at = catalogue.of(code)
  for (let step = 0; at && step < mostSteps; step += 1) {
    if (catalogue.isInUse(at.code)) return at
    const next: string | undefined = at.ended?.instead
    at = next === undefined ? undefined : catalogue.of(next)
  }
  const parent = catalogue.of(code)?.parent ?? ''
  const top = topClassOf(code)?.code ?? ''
  return [`${parent}99`, `${top}99`, lastResort]
    .filter(other => other !== code && catalogue.isInUse(other))
    .map(other => catalogue.of(other))
    .find(row => row !== undefined)
}

/** Of the kind and what stands above it, what has ended, the nearest. */
function endedAt(catalogue: Catalogue, code: string): CountyKind | undefined {
  const row = catalogue.of(code)
  if (!row || row.ended || row.parent === null) return row?.ended ? row : undefined
  return endedAt(catalogue, row.parent)
}

/**
 * Why something may not be filed under a kind; undefined when it may: the kind is in use, or was when the thing happened.
 * A form that was open while its kind ended is not lost. Refuses: `category.unknown`; `category.ended`, with what to choose.
 */
export function wrongKind(
  county: CountyCatalogue,
  code: string,
  { occurredAt, now }: { readonly occurredAt: Instant; readonly now: Instant },
): Refused | undefined {
  const today = county.at(now)
  const row = today.of(code)
  if (!row) return refuse('category.unknown', { code })
  if (today.isInUse(code)) return undefined
  if (occurredAt < now && county.at(occurredAt).isInUse(code)) return undefined
  const instead = insteadOf(today, code)
  const ended = endedAt(today, code)?.ended
  return refuse('category.ended', {
    code,
    name: row.name,
    from: ended && shanghaiDay(ended.at),
    instead: instead?.code,
    insteadName: instead?.name,
  })
}
