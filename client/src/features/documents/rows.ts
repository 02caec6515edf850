import type { DocumentItem } from '@shuniu/shared/documents'
import { answersTo } from '../../platform/pinyin/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** One document in the list of a case: what it is called, and what tells it from others of its form. */
export interface DocumentLine {
  readonly key: string
  readonly item: DocumentItem
  /** Its number, when and by whom; empty for one of the case as a whole. */
  readonly more: string
}

export const linesOf = (items: readonly DocumentItem[], nowMs: number): DocumentLine[] =>
  items.map(item => ({
    key: `${item.form} ${item.of ?? ''}`,
    item,
    more: [item.number, item.at === null ? '' : timeText(item.at, nowMs), item.by].filter(Boolean).join(' '),
  }))

/** Those that answer to what was typed: characters of the name, its pinyin initials, or a number. */
export const foundIn = (lines: readonly DocumentLine[], typed: string): DocumentLine[] =>
  lines.filter(({ item, more }) => answersTo(`${item.name} ${more}`, typed))
