import type { DocumentBlock, DocumentCell } from './model.ts'
import { printable } from './printable.ts'

type Paragraph = Extract<DocumentBlock, { kind: 'paragraph' }>
type CellOptions = Partial<Pick<DocumentCell, 'span' | 'lines' | 'foot'>>

/** A text as paragraphs of a document, one for each line that its author wrote. */
export const paragraphs = (look: Paragraph['look'], text: string): DocumentBlock[] =>
  printable(text)
    .split('\n')
    .map(line => line.replaceAll(/^ +| +$/g, ''))
    .filter(line => line !== '')
    .map(line => ({ kind: 'paragraph', look, text: line }))

/** So many lines to be written on by hand. */
export const blankLines = (count: number): DocumentBlock[] =>
  Array.from({ length: count }, () => ({ kind: 'paragraph', look: 'blank', text: '' }))

/** What is known as paragraphs, else lines to write it on. */
export const saidOrLines = (text: string, lines: number): DocumentBlock[] =>
  text === '' ? blankLines(lines) : paragraphs('body', text)

const cell = (look: DocumentCell['look'], text: string, more: CellOptions): DocumentCell => ({
  look,
  text: printable(text),
  span: 1,
  lines: 1,
  foot: null,
  ...more,
})
export const label = (text: string, more: CellOptions = {}): DocumentCell => cell('label', text, more)
export const value = (text: string, more: CellOptions = {}): DocumentCell => cell('value', text, more)
export const centred = (text: string, more: CellOptions = {}): DocumentCell => cell('centre', text, more)

/** Four columns: two labels with their values in a row. */
export const formShares = [15, 36, 15, 34] as const

export const pair = (first: readonly [string, string], second: readonly [string, string]): DocumentCell[] => [
  label(first[0]),
  value(first[1]),
  label(second[0]),
  value(second[1]),
]
/** One label, and a value across the rest of the row. */
export const wide = (name: string, text: string, more: Omit<CellOptions, 'span'> = {}): DocumentCell[] => [
  label(name),
  value(text, { span: 3, ...more }),
]

export const form = (...rows: DocumentCell[][]): DocumentBlock => ({
  kind: 'table',
  shares: [...formShares],
  hasHead: false,
  rows,
})

/** 附件: numbered; nothing at all where there is none. */
export const attachments = (names: readonly string[]): DocumentBlock[] =>
  names.length === 0 ? [] : [{ kind: 'attachments', names: names.map(printable) }]

export const seal = (unit: string, date: string): DocumentBlock => ({
  kind: 'seal',
  unit: printable(unit),
  date,
})

/** Signed in the system: 签发 and 经办 are on record. */
export const signedBy = (signer: string, drafter: string): DocumentBlock => ({
  kind: 'signers',
  people: [
    { label: '签发', name: printable(signer) },
    { label: '审核', name: '' },
    { label: '经办', name: printable(drafter) },
  ],
})

/** 签发、审核、经办: signed by hand, but for the one who did it, whom the case knows. */
export const signers = (doneBy: string): DocumentBlock => ({
  kind: 'signers',
  people: [
    { label: '签发', name: '' },
    { label: '审核', name: '' },
    { label: '经办', name: printable(doneBy) },
  ],
})
