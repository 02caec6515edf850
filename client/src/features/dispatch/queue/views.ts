import { caseLevels } from '@shuniu/shared/cases'
import { wide, type Narrowing } from './narrowing.ts'

/** A narrowing that somebody looks at often, by the name they gave it. */
export interface KeptView {
  readonly name: string
  readonly narrowing: Narrowing
}

/** As many as are found at a glance. */
export const mostViews = 12
export const longestViewName = 12

const parts = ['area', 'category', 'source', 'unitId'] as const

function written({ tier, levels, ...rest }: Narrowing): string {
  const named = parts.flatMap(part => (rest[part] === undefined ? [] : [[part, rest[part]]]))
  return new URLSearchParams([['tier', tier], ['levels', levels.join()], ...named]).toString()
}

function read(text: string): Narrowing {
  const kept = new URLSearchParams(text)
  const levels = (kept.get('levels') ?? '').split(',')
  const named = Object.fromEntries(parts.map(part => [part, kept.get(part) ?? undefined]))
  return {
    ...wide,
    ...named,
    tier: kept.get('tier') === 'own' ? 'own' : 'all',
    levels: caseLevels.filter(level => levels.includes(level)),
  }
}

/** Views as a device keeps them; what is not one of them is read as none. */
export const writtenViews = (views: readonly KeptView[]): string =>
  new URLSearchParams(views.map(({ name, narrowing }) => [name, written(narrowing)])).toString()

export const readViews = (text: string): readonly KeptView[] =>
  [...new URLSearchParams(text)]
    .filter(([name]) => name.trim() !== '')
    .slice(0, mostViews)
    .map(([name, narrowing]) => ({ name, narrowing: read(narrowing) }))

/** Why a view cannot be kept under a name; undefined when it can. */
export function whyNotKept(name: string, kept: readonly KeptView[]): 'full' | 'taken' | undefined {
  if (kept.some(view => view.name === name)) return 'taken'
  return kept.length >= mostViews ? 'full' : undefined
}
