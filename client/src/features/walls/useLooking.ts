import { parentOf } from '@shuniu/shared/grids'
import { computed, shallowRef } from 'vue'
import { useDivisions } from '../grids/index.ts'

/** The division a wall speaks of, and the ways from it: down, up, aside; never out of the account's own division. */
export function useLooking(home: string, asked: string | undefined) {
  const divisions = useDivisions()
  const area = shallowRef(asked?.startsWith(home) === true ? asked : home)
  const isGoal = (code: string) => code.startsWith(home) && code.length <= 12

  const below = (code: string): string[] =>
    [...divisions.byCode.values()]
      .filter(division => division.parentCode === code && division.level !== 'grid')
      .map(division => division.code)
      .sort()

  const goTo = (code: string): void => void (isGoal(code) && (area.value = code))

  return {
    area,
    goTo,
    goDown: (): void => goTo(below(area.value)[0] ?? area.value),
    /** False when the wall is at home already. */
    goUp(): boolean {
      const parent = parentOf(area.value)
      if (area.value === home || parent === undefined) return false
      area.value = parent
      return true
    },
    /** To the next division of the same tier, or the one before it, round and round. */
    goAside(steps: 1 | -1): void {
      if (area.value === home) return
      const sisters = below(parentOf(area.value) ?? '')
      const next = sisters.indexOf(area.value) + steps
      goTo(sisters.at(next % sisters.length) ?? area.value)
    },
    /** From home down to the division looked at. */
    crumbs: computed(() =>
      [6, 9, 12]
        .filter(digits => digits >= home.length && digits <= area.value.length)
        .map(digits => area.value.slice(0, digits))
        .map(code => ({ code, name: divisions.nameOf(code) })),
    ),
  }
}
