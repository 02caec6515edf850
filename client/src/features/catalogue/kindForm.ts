import type { Day } from '@shuniu/shared/calendar'
import {
  amendmentKinds,
  caseLevels,
  KindChange,
  type CountyKind,
  type PostedAmendment,
} from '@shuniu/shared/cases'
import { oneOf, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

const text = Type.String()
const DraftWords = Type.Object({
  act: oneOf(amendmentKinds),
  name: text,
  shortName: text,
  defaultLevel: oneOf(caseLevels),
  /** As typed, with signs between. */
  synonyms: text,
  /** '' for none. */
  instead: text,
  effectiveFrom: text,
  reason: text,
})
/** An amendment being filled in, as it was typed and picked. */
export type KindDraft = Static<typeof DraftWords>
/** Whether kept words are an amendment being filled in. */
export const isKindDraft = (words: unknown): words is KindDraft => Check(DraftWords, words)

export type KindAct = KindDraft['act']

/** What a form begins with: the kind as it is, or an empty one to be added under it. */
export const draftOf = (kind: CountyKind, act: KindAct, today: Day): KindDraft => ({
  act,
  name: act === 'add' ? '' : kind.name,
  shortName: act === 'add' ? '' : kind.shortName,
  defaultLevel: kind.defaultLevel,
  synonyms: act === 'add' ? '' : kind.synonyms.join('、'),
  instead: '',
  effectiveFrom: today,
  reason: '',
})

/** The words between commas, 顿号 and spaces. */
export const synonymsIn = (typed: string): string[] =>
  typed
    .split(/[、,，;；\s]+/u)
    .map(word => word.trim())
    .filter(word => word !== '')

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(one => b.includes(one))

function wordsOf(draft: KindDraft): Pick<KindDraft, 'name' | 'shortName' | 'defaultLevel'> & {
  readonly synonyms: string[]
} {
  const { name, shortName, defaultLevel, synonyms } = draft
  return {
    name: name.trim(),
    shortName: shortName.trim(),
    defaultLevel,
    synonyms: synonymsIn(synonyms),
  }
}

/** What a draft says of a kind; of a change only what differs. */
export function changeOf(draft: KindDraft, kind: CountyKind): KindChange {
  const { act, instead } = draft
  const words = wordsOf(draft)
  switch (act) {
    case 'add':
      return { kind: act, ...words }
    case 'change':
      return {
        kind: act,
        ...(words.name !== kind.name && { name: words.name }),
        ...(words.shortName !== kind.shortName && { shortName: words.shortName }),
        ...(words.defaultLevel !== kind.defaultLevel && { defaultLevel: words.defaultLevel }),
        ...(!isSame(words.synonyms, kind.synonyms) && { synonyms: words.synonyms }),
      }
    case 'end':
      return { kind: act, ...(instead !== '' && { instead }) }
    case 'resume':
      return { kind: act }
    default:
      return act satisfies never
  }
}

export const proposalOf = (draft: KindDraft, kind: CountyKind): PostedAmendment => ({
  code: kind.code,
  effectiveFrom: draft.effectiveFrom,
  change: changeOf(draft, kind),
})

export type KindField = 'name' | 'shortName' | 'synonyms' | 'instead' | 'effectiveFrom' | 'reason'

const asWhole = (part: Partial<Record<'name' | 'shortName' | 'synonyms', unknown>>): boolean =>
  Check(KindChange, {
    kind: 'add',
    name: '名称',
    shortName: '简称',
    defaultLevel: 'blue',
    synonyms: [],
    ...part,
  })

/** The questions that are not answered yet, or not by what is asked. */
export function unansweredIn(draft: KindDraft): KindField[] {
  const hasWords = draft.act === 'add' || draft.act === 'change'
  const words = wordsOf(draft)
  const faults: readonly (readonly [KindField, boolean])[] = [
    ['name', hasWords && !asWhole({ name: words.name })],
    ['shortName', hasWords && !asWhole({ shortName: words.shortName })],
    ['synonyms', hasWords && !asWhole({ synonyms: words.synonyms })],
    ['effectiveFrom', draft.effectiveFrom === ''],
    ['reason', draft.reason.trim() === ''],
  ]
  return faults.filter(([, isWrong]) => isWrong).map(([field]) => field)
}

const fieldByCode: Readonly<Record<string, KindField>> = {
  'catalogue.nameTaken': 'name',
  'catalogue.synonymTaken': 'synonyms',
  'catalogue.wrongInstead': 'instead',
  'catalogue.notADay': 'effectiveFrom',
  'catalogue.pastDay': 'effectiveFrom',
}

/** The question that a refusal speaks of; undefined for one of the whole. */
export const fieldOf = ({ code }: Refusal): KindField | undefined => fieldByCode[code]
