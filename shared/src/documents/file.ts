import type { CaseDetail, CaseEntry } from '../cases/index.ts'
import { nameIn, documentText, timeWords } from './printable.ts'

/** What a document is filled in from: the case as its reader may see it, and the names of what it points to. */
export interface CaseFile {
  readonly detail: CaseDetail
  readonly names: {
    readonly unitOf: (id: string) => string
    /** A division or a grid in one word, below the county. */
    /** What it was called when the case was reported. */
    readonly placeOf: (code: string) => string
    /** What it is called, or has become part of, today. */
    readonly placeNow: (code: string) => string
    /** The centre that answers for the case at the tier it has. */
    readonly centre: string
  }
  readonly isDemo: boolean
}

/** What was filled in with an entry, in the words of its author; empty where nothing was. */
export function saidIn(entry: CaseEntry | undefined, name: string): string {
  const value = entry?.filled[name]
  return typeof value === 'string' ? documentText(value) : ''
}

export const codeIn = (
  entry: CaseEntry | undefined,
  name: string,
  rows: readonly { readonly code: string; readonly name: string }[],
): string => nameIn(rows, saidIn(entry, name))

export const numberIn = (entry: CaseEntry | undefined, name: string): string => {
  const value = entry?.filled[name]
  return typeof value === 'number' ? String(value) : ''
}

export const idsIn = (entry: CaseEntry | undefined, name: string): string[] => {
  const value = entry?.filled[name]
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : []
}

/** The name of the unit that an entry points to. */
export function unitIn({ names }: CaseFile, entry: CaseEntry | undefined, name: string): string {
  const id = saidIn(entry, name)
  return id === '' ? '' : names.unitOf(id)
}

export const lastOf = ({ detail }: CaseFile, ...moves: readonly string[]): CaseEntry | undefined =>
  detail.timeline.findLast(entry => moves.includes(entry.move))

/** The first entry of the moves named after this one and before the same was done again. */
export function answerTo(
  { detail }: Pick<CaseFile, 'detail'>,
  asked: CaseEntry,
  moves: readonly string[],
): CaseEntry | undefined {
  const later = detail.timeline.filter(({ version }) => version > asked.version)
  const again = later.findIndex(({ move }) => move === asked.move)
  return later.slice(0, again < 0 ? undefined : again).find(({ move }) => moves.includes(move))
}

const naming = ['assign', 'designate', 'reassign']
/** Whose turn it is changes with these; which unit then has it the timeline does not say. */
const turning = [
  'accept',
  'recall',
  'refuse',
  'escalate',
  'sendBack',
  'failReview',
  'takeBack',
  'reopen',
  'merge',
]

/** The unit that owned the case when it had this version; empty where that is not on record. */
export function ownerAt({ detail, names }: CaseFile, version: number): string {
  const changes = detail.timeline.filter(({ move }) => naming.includes(move) || turning.includes(move))
  if (!changes.some(change => change.version > version)) return names.unitOf(detail.case.ownerUnitId)
  const last = changes.findLast(change => change.version <= version)
  return last && naming.includes(last.move) ? names.unitOf(saidIn(last, 'ownerUnitId')) : ''
}

/** Who issued what an entry did: the unit of its author on that day, else the centre of the case. */
export const issuerOf = ({ names }: CaseFile, entry: CaseEntry | undefined): string =>
  entry?.actorUnit ?? names.centre

/** A place by the name it had, and by what it is today where that is another. */
function placeThen({ names }: CaseFile, code: string): string {
  const [then, now] = [names.placeOf(code), names.placeNow(code)]
  return now === '' || now === then ? then : `${then}（今属${now}）`
}

const villageDigits = 12

/** The village, or what lies above it, of the case. */
export const villageWords = (file: CaseFile): string => {
  const { areaCode, reportedIn } = file.detail.case
  return placeThen(file, (reportedIn ?? areaCode).slice(0, villageDigits))
}

export const placeWords = (file: CaseFile): string => {
  const { areaCode, gridCode, reportedIn } = file.detail.case
  const place = placeThen(file, reportedIn ?? gridCode ?? areaCode)
  return [place, documentText(file.detail.placeText ?? '')].filter(Boolean).join(' ')
}

const mediaNames = { photo: ['照片', '张'], voice: ['录音', '段'], video: ['视频', '段'] } as const

/** The files of a case as attachments are named: by kind, with how many. */
export const mediaWords = ({ detail }: CaseFile): string[] =>
  (['photo', 'voice', 'video'] as const).flatMap(kind => {
    const count = detail.media.filter(file => file.kind === kind).length
    const [name, measure] = mediaNames[kind]
    return count === 0 ? [] : [`${name}（${count} ${measure}）`]
  })

/** Whose clock of what; without a unit the case's own. */
type ClockNamed = { readonly stage: string; readonly unitId: string }

/** The deadline of a stage as it stood when the case had this version; none where no such clock had begun. */
export function dueAtVersion({ detail }: CaseFile, of: string | ClockNamed, version: number): string | null {
  const { stage, unitId } = typeof of === 'string' ? { stage: of, unitId: null } : of
  const clock = detail.clocks.findLast(
    one => one.stage === stage && one.unitId === unitId && one.ordinal <= version,
  )
  const known = clock?.ledger.findLast(entry => entry.version <= version && entry.dueAt !== null)
  return known?.dueAt ?? null
}

/** Who did it and when, as the system has it on record. */
export const recordOf = (entry: CaseEntry | undefined): string | undefined =>
  entry && [documentText(entry.actorName), timeWords(entry.at)].join('　')
