import type { PaperItem } from '@shuniu/shared/papers'
import { answersTo } from '../../platform/pinyin/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** One paper in the list of a case: what it is called, and what tells it from others of its form. */
export interface PaperLine {
  readonly key: string
  readonly item: PaperItem
  /** Its number, when and by whom; empty for one of the case as a whole. */
  readonly more: string
}

export const linesOf = (items: readonly PaperItem[], nowMs: number): PaperLine[] =>
  items.map(item => ({
    key: `${item.paper} ${item.of ?? ''}`,
    item,
    more: [item.number, item.at === null ? '' : timeText(item.at, nowMs), item.by].filter(Boolean).join(' '),
  }))

/** Those that answer to what was typed: characters of the name, its pinyin initials, or a number. */
export const foundIn = (lines: readonly PaperLine[], typed: string): PaperLine[] =>
  lines.filter(({ item, more }) => answersTo(`${item.name} ${more}`, typed))
