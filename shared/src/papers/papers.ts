import * as Type from 'typebox'
import type { Static } from 'typebox'
import { caseSight, type CaseDetail, type CaseEntry } from '../cases/index.ts'
import type { Actor } from '../identity/index.ts'
import { closed, grant, InstantText, isOneOf, nullable, oneOf, refuse, type Result } from '../kernel/index.ts'
import { paperRows } from './catalogue.ts'
import { paperCodes, paperNames, type PaperCode } from './codes.ts'
import type { Leaf } from './drawing.ts'
import { onOnePage } from './fitting.ts'
import { saidIn, type CaseFile } from './file.ts'
import type { Paper } from './model.ts'
import { paperText } from './words.ts'

/** One paper that a case has: which form, of which entry, by whom and when. */
export const PaperItem = closed({
  paper: oneOf(paperCodes),
  name: Type.String(),
  /** The version of the case whose entry gave rise to it; null for one of the case as a whole. */
  of: nullable(Type.Integer({ minimum: 1 })),
  at: nullable(InstantText),
  by: Type.String(),
  /** The number it was given; empty for none. */
  number: Type.String(),
})
export type PaperItem = Static<typeof PaperItem>

/** A form that the case has no paper of, and when it will. */
export const PaperAwaited = closed({ paper: oneOf(paperCodes), name: Type.String(), since: Type.String() })
export type PaperAwaited = Static<typeof PaperAwaited>

type Seen = Pick<CaseDetail, 'case' | 'timeline'>

const itemOf = (paper: PaperCode, entry: CaseEntry | undefined): PaperItem => ({
  ...{ paper, name: paperNames[paper], of: entry?.version ?? null, at: entry?.at ?? null },
  by: paperText(entry?.actorUnit ?? entry?.actorName ?? ''),
  number: paper === 'superviseNotice' ? saidIn(entry, 'noticeNumber') : '',
})

/** Whether the reader has the papers of the case at all: papers are not masked, so a masked case has none; nor has a wall. */
export const mayHavePapers = (actor: Actor, { case: seen }: Pick<CaseDetail, 'case'>): boolean =>
  actor.role !== 'wall' && caseSight(actor, seen) === 'full'

const every = (seen: Seen): PaperItem[] =>
  paperCodes.flatMap(paper => paperRows[paper].occasions(seen).map(entry => itemOf(paper, entry)))

/** The papers that the case has now for this reader, in the order of its way. */
export const papersOf = (seen: Seen, actor: Actor): PaperItem[] =>
  mayHavePapers(actor, seen) ? every(seen) : []

/** The forms that the case has no paper of yet; with `papersOf` they are all there are, but none of a case that is masked. */
export const papersAwaited = (seen: Seen, actor: Actor): PaperAwaited[] =>
  mayHavePapers(actor, seen)
    ? paperCodes
        .filter(paper => paperRows[paper].occasions(seen).length === 0)
        .map(paper => ({ paper, name: paperNames[paper], since: paperRows[paper].since }))
    : []

/** What lies in the volume of a case, its own cover and lists left out. */
const leavesOf = (seen: Seen): Leaf[] =>
  every(seen)
    .filter(({ paper }) => !paper.startsWith('volume'))
    .map(({ name, number, by, at }) => ({ title: name, number, by, at }))

/** Which paper is asked for: without `of` the latest of its form. */
export interface PaperAsked {
  readonly paper: string
  readonly of?: number | undefined
}

/**
 * One paper of the case, filled in with what is on record and nothing else.
 * Refuses: `paper.unknown` (no such form, or no such entry), `paper.masked`, `paper.notYet` with when there will be one.
 */
export function paperOf(file: CaseFile, { paper, of }: PaperAsked, actor: Actor): Result<Paper> {
  if (!isOneOf(paperCodes, paper)) return refuse('paper.unknown', { paper })
  if (!mayHavePapers(actor, file.detail)) return refuse('paper.masked')
  const { occasions, since, draw } = paperRows[paper]
  const known = occasions(file.detail)
  if (known.length === 0) return refuse('paper.notYet', { paper, name: paperNames[paper], since })
  const at = of === undefined ? known.length - 1 : known.findIndex(entry => entry?.version === of)
  if (at < 0) return refuse('paper.unknown', { paper, of })
  const name = paperNames[paper]
  const { case: seen } = file.detail
  const { title = name, head = null, blocks } = draw(file, known[at], leavesOf(file.detail))
  return grant({
    ...{
      paper,
      name,
      title,
      head,
      blocks: head ? blocks : onOnePage(blocks),
      caseId: seen.id,
      caseNumber: seen.number,
    },
    number: head ? null : `编号：${seen.number}`,
    note: file.isDemo ? '演示数据' : null,
  })
}

/** What the file of a paper is called. */
export const paperFileName = ({ name, caseNumber }: Pick<Paper, 'name' | 'caseNumber'>): string =>
  `${name}-${caseNumber}.docx`
