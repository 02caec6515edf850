import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, nullable, oneOf } from '../kernel/index.ts'
import { documentCodes } from './codes.ts'

const Text = Type.String()

/** One box of a form. `foot` stands at its lower right: who signs, and when. */
export const DocumentCell = closed({
  look: oneOf(['label', 'value', 'centre']),
  text: Text,
  /** How many columns it fills. */
  span: Type.Integer({ minimum: 1 }),
  /** Room for so many lines at least. */
  lines: Type.Integer({ minimum: 1 }),
  foot: nullable(Text),
})
export type DocumentCell = Static<typeof DocumentCell>

const paragraphLooks = ['addressee', 'body', 'heading', 'subheading', 'blank', 'right', 'cover'] as const

/** What a document is made of, top to bottom; a `blank` paragraph is a line to be written on by hand. */
export const DocumentBlock = Type.Union([
  closed({ kind: Type.Literal('paragraph'), look: oneOf(paragraphLooks), text: Text }),
  closed({
    kind: Type.Literal('table'),
    /** The widths of its columns as parts of one hundred. */
    shares: Type.Array(Type.Integer({ minimum: 1, maximum: 100 })),
    /** The first row is said again on every page. */
    hasHead: Type.Boolean(),
    rows: Type.Array(Type.Array(DocumentCell)),
  }),
  closed({ kind: Type.Literal('attachments'), names: Type.Array(Text) }),
  /** 落款: the place of the stamp, the issuer above the date. */
  closed({ kind: Type.Literal('seal'), unit: Text, date: Text }),
  closed({ kind: Type.Literal('signers'), people: Type.Array(closed({ label: Text, name: Text })) }),
])
export type DocumentBlock = Static<typeof DocumentBlock>
export type TableBlock = Extract<DocumentBlock, { kind: 'table' }>

/** A document of a case as one value: Word and the printed page are both drawn from it, and so cannot differ. */
export const CaseDocument = closed({
  form: oneOf(documentCodes),
  name: Text,
  caseId: Id,
  caseNumber: Text,
  title: Text,
  /** The red head: who issues it, under which number; null for a form. */
  head: nullable(closed({ issuer: Text, number: Text })),
  /** The line above a form: its number; null where the head has it. */
  number: nullable(Text),
  /** 演示数据, on every page; null in earnest. */
  note: nullable(Text),
  blocks: Type.Array(DocumentBlock),
})
export type CaseDocument = Static<typeof CaseDocument>
