import type { DivisionActView } from '@shuniu/shared/divisions'
import type { DivisionView, FormerDivision } from '@shuniu/shared/grids'
import { answersTo } from '../../platform/pinyin/index.ts'

/** A line of the tree: a division that stands, or one that has ended. */
export interface DivisionLine {
  readonly code: string
  readonly name: string
  /** 0 for the county. */
  readonly depth: number
  readonly state: 'standing' | 'planned' | 'ended'
}

interface TreeSource {
  readonly items: readonly DivisionView[]
  readonly former: readonly FormerDivision[]
  readonly planned: readonly DivisionActView[]
}

const depthOf = (code: string): number => code.length / 3 - 2

/** All divisions in the order of their codes; what has ended stands where it stood, under the last name it had. */
export function everyLine({ items, former, planned }: TreeSource): DivisionLine[] {
  const plannedCodes = new Set(planned.map(({ command }) => command.code))
  const standing = items.map(({ code, name }): DivisionLine => ({
    code,
    name,
    depth: depthOf(code),
    state: plannedCodes.has(code) ? 'planned' : 'standing',
  }))
  const known = new Set(items.map(({ code }) => code))
  const ended = new Map(
    former
      .filter(({ code }) => !known.has(code))
      .map(({ code, name }): [string, DivisionLine] => [
        code,
        { code, name, depth: depthOf(code), state: 'ended' },
      ]),
  )
  return [...standing, ...ended.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

interface ShownLines {
  /** Codes of the townships that are open. */
  readonly open: ReadonlySet<string>
  readonly typed: string
}

/** The lines to show: the county and its townships, the villages of those open; while something is typed, what answers to it. */
export function linesShown(lines: readonly DivisionLine[], { open, typed }: ShownLines): DivisionLine[] {
  if (typed.trim() !== '') return lines.filter(({ name, code }) => answersTo(`${name} ${code}`, typed))
  return lines.filter(({ code, depth }) => depth < 2 || open.has(code.slice(0, 9)))
}
