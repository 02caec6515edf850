import type { DivisionView } from '@shuniu/shared/grids'

/** A place to be picked, found by its name or its initials and those of its township. */
export interface AreaChoice {
  readonly id: string
  readonly text: string
  readonly group: string
  readonly words: string
}

/** Villages first, then townships, then the county, where nobody can say more; those of one's own scope before others. */
export function areaChoices(register: ReadonlyMap<string, DivisionView>, scope: string): AreaChoice[] {
  const own = scope.slice(0, 9)
  const rank = ({ code }: DivisionView) => 20 - code.length - (code.startsWith(own) ? 0.5 : 0)
  return [...register.values()]
    .filter(({ code }) => code.length <= 12)
    .sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code))
    .map(({ code, name, initials }) => {
      const township = code.length === 12 ? register.get(code.slice(0, 9)) : undefined
      return {
        id: code,
        text: name,
        group: township?.name ?? '',
        words: [initials, township?.initials ?? ''].join(' '),
      }
    })
}
