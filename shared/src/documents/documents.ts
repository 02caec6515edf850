import * as Type from 'typebox'
import type { Static } from 'typebox'
import { caseSight, type CaseDetail, type CaseEntry } from '../cases/index.ts'
import type { Actor } from '../identity/index.ts'
import { closed, grant, InstantText, isOneOf, nullable, oneOf, refuse, type Result } from '../kernel/index.ts'
import { documentRows, type DocumentedCase } from './catalogue.ts'
import { documentCodes, documentNames, type DocumentCode } from './codes.ts'
import type { Leaf } from './drawing.ts'
import { onOnePage } from './fitting.ts'
import { saidIn, type CaseFile } from './file.ts'
import type { CaseDocument } from './model.ts'
import { documentText } from './printable.ts'

/** One document that a case has: which form, of which entry, by whom and when. */
export const DocumentItem = closed({
  form: oneOf(documentCodes),
  name: Type.String(),
  /** The version of the case whose entry gave rise to it; null for one of the case as a whole. */
  of: nullable(Type.Integer({ minimum: 1 })),
  at: nullable(InstantText),
  by: Type.String(),
  /** The number it was given; empty for none. */
  number: Type.String(),
})
export type DocumentItem = Static<typeof DocumentItem>

/** A form that the case has no document of, and when it will. */
export const DocumentAwaited = closed({
  form: oneOf(documentCodes),
  name: Type.String(),
  since: Type.String(),
})
export type DocumentAwaited = Static<typeof DocumentAwaited>

const itemOf = (form: DocumentCode, entry: CaseEntry | undefined): DocumentItem => ({
  form,
  name: documentNames[form],
  of: entry?.version ?? null,
  at: entry?.at ?? null,
  by: documentText(entry?.actorUnit ?? entry?.actorName ?? ''),
  number: form === 'superviseNotice' ? saidIn(entry, 'noticeNumber') : saidIn(entry, 'incidentNumber'),
})

/** Whether the reader has the documents of the case at all: documents are not masked, so a masked case has none; nor has a wall. */
export const mayHaveDocuments = (actor: Actor, { case: current }: Pick<CaseDetail, 'case'>): boolean =>
  actor.role !== 'wall' && caseSight(actor, current) === 'full'

const every = (current: DocumentedCase): DocumentItem[] =>
  documentCodes.flatMap(form => documentRows[form].occasions(current).map(entry => itemOf(form, entry)))

/** The documents that the case has now for this reader, in the order of its way. */
export const documentsOf = (current: DocumentedCase, actor: Actor): DocumentItem[] =>
  mayHaveDocuments(actor, current) ? every(current) : []

/** The forms that the case has no document of yet; with `documentsOf` they are all there are, but none of a case that is masked. */
export const documentsAwaited = (current: DocumentedCase, actor: Actor): DocumentAwaited[] =>
  mayHaveDocuments(actor, current)
    ? documentCodes
        .filter(form => documentRows[form].occasions(current).length === 0)
        .map(form => ({ form, name: documentNames[form], since: documentRows[form].since }))
    : []

/** What lies in the volume of a case, its own cover and lists left out. */
const leavesOf = (current: DocumentedCase): Leaf[] =>
  every(current)
    .filter(({ form }) => !form.startsWith('volume'))
    .map(({ name, number, by, at }) => ({ title: name, number, by, at }))

/** Which document is asked for: without `of` the latest of its form. */
export interface DocumentAsked {
  readonly form: string
  readonly of?: number | undefined
}

/**
 * One document of the case, filled in with what is on record and nothing else.
 * Refuses: `document.unknown` (no such form, or no such entry), `document.masked`, `document.notYet` with when there will be one.
 */
export function documentOf(file: CaseFile, { form, of }: DocumentAsked, actor: Actor): Result<CaseDocument> {
  if (!isOneOf(documentCodes, form)) return refuse('document.unknown', { form })
  if (!mayHaveDocuments(actor, file.detail)) return refuse('document.masked')
  const { occasions, since, draw } = documentRows[form]
  const known = occasions(file.detail)
  if (known.length === 0) return refuse('document.notYet', { form, name: documentNames[form], since })
  const at = of === undefined ? known.length - 1 : known.findIndex(entry => entry?.version === of)
  if (at < 0) return refuse('document.unknown', { form, of })
  const name = documentNames[form]
  const { case: current } = file.detail
  const { title = name, head = null, blocks } = draw(file, known[at], leavesOf(file.detail))
  return grant({
    form,
    name,
    title,
    head,
    blocks: head ? blocks : onOnePage(blocks),
    caseId: current.id,
    caseNumber: current.number,
    number: head ? null : `编号：${current.number}`,
    note: file.isDemo ? '演示数据' : null,
  })
}

/** What the file of a document is called. */
export const documentFileName = ({ name, caseNumber }: Pick<CaseDocument, 'name' | 'caseNumber'>): string =>
  `${name}-${caseNumber}.docx`
