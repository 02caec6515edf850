import type { Day } from '@shuniu/shared/calendar'
import {
  caseLevels,
  PlaybookContent,
  type CountyKind,
  type PlaybookCall,
  type PlaybookEdition,
  type PlaybookStep,
} from '@shuniu/shared/cases'
import { oneOf, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

const text = Type.String()
const DraftWords = Type.Object({
  name: text,
  /** Names or codes of kinds, with signs between. */
  kinds: text,
  levels: Type.Array(oneOf(caseLevels)),
  /** A line each. */
  steps: text,
  calls: text,
  coUnits: text,
  distances: text,
  firstReport: text,
  source: text,
  effectiveFrom: text,
  reason: text,
})
/** A playbook being written, as it was typed and picked. */
export type PlaybookDraft = Static<typeof DraftWords>
export const isPlaybookDraft = (words: unknown): words is PlaybookDraft => Check(DraftWords, words)

const stepLine = ({ text: said, withinMin }: PlaybookStep): string =>
  withinMin === undefined ? said : `${said}（${withinMin} 分钟内）`
const callLine = ({ to, dial, unit, say }: PlaybookCall): string =>
  [to, dial ?? unit ?? '', say ?? ''].join('｜').replace(/｜+$/, '')

/** What a form begins with: the playbook as it is, or an empty one. */
export function playbookDraft(
  content: PlaybookContent | undefined,
  by: { readonly today: Day; readonly nameOf: (code: string) => string },
): PlaybookDraft {
  return {
    name: content?.name ?? '',
    kinds: content?.kinds.map(code => `${by.nameOf(code)} ${code}`).join('、') ?? '',
    levels: content?.levels ?? ['red', 'orange'],
    steps: content?.steps.map(stepLine).join('\n') ?? '',
    calls: content?.calls.map(callLine).join('\n') ?? '',
    coUnits: content?.coUnits.join('、') ?? '',
    distances: content?.distances.map(({ what, metres }) => `${what}｜${metres}`).join('\n') ?? '',
    firstReport: content?.firstReport ?? '',
    source: content?.source ?? '',
    effectiveFrom: by.today,
    reason: '',
  }
}

const linesIn = (typed: string): string[] =>
  typed
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
const wordsIn = (typed: string): string[] =>
  typed
    .split(/[、，,；;\n]+/u)
    .map(word => word.trim())
    .filter(word => word !== '')

/** The codes of the kinds that are named; what names none stands as it was typed, so that it is refused. */
const kindsIn = (typed: string, kinds: readonly CountyKind[]): string[] =>
  wordsIn(typed).map(word => {
    const code = /(E?\d{2,6})$/.exec(word)?.[1]
    return kinds.find(kind => kind.code === code || kind.name === word)?.code ?? word
  })

const withinAtEnd = /[（(]\s*(\d{1,5})\s*分钟内\s*[）)]。?$/u

/** Steps as they are typed keep the codes they had: by their words, else by their place, else a new one. */
export function stepsIn(typed: string, before: readonly PlaybookStep[]): PlaybookStep[] {
  const lines = linesIn(typed).map(line => {
    const within = withinAtEnd.exec(line)?.[1]
    const said = line.replace(withinAtEnd, '').trim()
    return { said, within, known: before.find(step => step.text === said)?.code }
  })
  const taken = new Set(lines.flatMap(({ known }) => known ?? []))
  let serial = 0
  const fresh = (at: number): string => {
    const own = before.length === lines.length ? before[at]?.code : undefined
    if (own !== undefined && !taken.has(own)) return own
    const used = [...before.map(({ code }) => code), ...taken]
    do serial += 1
    while (used.includes(`step${serial}`))
    return `step${serial}`
  }
  return lines.map(({ said, within, known }, at) => {
    const code = known ?? fresh(at)
    taken.add(code)
    return { code, text: said, ...(within !== undefined && { withinMin: Number(within) }) }
  })
}

const partsOf = (line: string): string[] => line.split(/[｜|]/u).map(part => part.trim())

export const callsIn = (typed: string): PlaybookCall[] =>
  linesIn(typed).map(line => {
    const [to = '', whom = '', said = ''] = partsOf(line)
    const isNumber = /^\d{3,12}$/.test(whom)
    return {
      to,
      ...(whom !== '' && (isNumber ? { dial: whom } : { unit: whom })),
      ...(said !== '' && { say: said }),
    }
  })

const distancesIn = (typed: string) =>
  linesIn(typed).map(line => {
    const [what = '', metres = ''] = partsOf(line)
    return { what, metres: Number(metres.replace(/\s*米$/u, '')) }
  })

/** What a draft says. */
export const contentOf = (
  draft: PlaybookDraft,
  by: { readonly before: PlaybookEdition | undefined; readonly kinds: readonly CountyKind[] },
): PlaybookContent => ({
  name: draft.name.trim(),
  kinds: kindsIn(draft.kinds, by.kinds),
  levels: caseLevels.filter(level => draft.levels.includes(level)),
  steps: stepsIn(draft.steps, by.before?.content?.steps ?? []),
  calls: callsIn(draft.calls),
  coUnits: wordsIn(draft.coUnits),
  distances: distancesIn(draft.distances),
  firstReport: draft.firstReport.trim(),
  source: draft.source.trim(),
})

export const contentFields = [
  'name',
  'kinds',
  'levels',
  'steps',
  'calls',
  'coUnits',
  'distances',
  'firstReport',
  'source',
] as const
export type PlaybookField = (typeof contentFields)[number] | 'effectiveFrom' | 'reason'

/** The questions that are not answered yet, or not by what is asked. */
export function unansweredFields(draft: PlaybookDraft, content: PlaybookContent | null): PlaybookField[] {
  const wrong = contentFields.filter(
    field => content !== null && !Check(PlaybookContent.properties[field], content[field]),
  )
  return [
    ...wrong,
    ...(draft.effectiveFrom === '' ? (['effectiveFrom'] as const) : []),
    ...(draft.reason.trim() === '' ? (['reason'] as const) : []),
  ]
}

const fieldByCode: Readonly<Record<string, PlaybookField>> = {
  'playbook.notADay': 'effectiveFrom',
  'playbook.pastDay': 'effectiveFrom',
  'playbook.kindTaken': 'kinds',
  'category.unknown': 'kinds',
  'playbook.stepTwice': 'steps',
}

/** The question that a refusal speaks of; undefined for one of the whole. */
export const playbookFieldOf = ({ code }: Refusal): PlaybookField | undefined => fieldByCode[code]
