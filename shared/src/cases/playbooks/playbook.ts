import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../../calendar/index.ts'
import { closed, InstantText, NameText, nullable, oneOf, PersonText } from '../../kernel/index.ts'
import { CaseLevelSchema, KindCode } from '../catalogue/index.ts'

/** A word that names a playbook, or a step of one, for good. */
const Slug = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,29}$' })
export const PlaybookCode = Slug
export const StepCode = Slug
/** 0 is the standard's; the county's own editions count from one. */
export const EditionNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** One thing to be done, by when counted from the acceptance. */
export const PlaybookStep = closed({
  code: StepCode,
  text: PersonText(300),
  withinMin: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080 })),
})
export type PlaybookStep = Static<typeof PlaybookStep>

/** Whom to ring, in this order: a number of the whole country, or the unit of the case's place whose name has these words. */
export const PlaybookCall = closed({
  to: NameText(40),
  dial: Type.Optional(Type.String({ pattern: '^[0-9]{3,12}$' })),
  unit: Type.Optional(NameText(20)),
  say: Type.Optional(PersonText(200)),
})
export type PlaybookCall = Static<typeof PlaybookCall>

export const PlaybookDistance = closed({
  what: NameText(60),
  metres: Type.Integer({ minimum: 1, maximum: 20_000 }),
})

/** 预案: what is done in a case of a kind and level, by whom it is helped, and on what ground. Source: domain.md §4.1, §8. */
export const PlaybookContent = closed({
  name: NameText(30),
  kinds: Type.Array(KindCode, { minItems: 1, maxItems: 16, uniqueItems: true }),
  levels: Type.Array(CaseLevelSchema, { minItems: 1, maxItems: 4, uniqueItems: true }),
  steps: Type.Array(PlaybookStep, { minItems: 1, maxItems: 20 }),
  calls: Type.Array(PlaybookCall, { maxItems: 12 }),
  /** 协办: by words of their names, as in `PlaybookCall`. */
  coUnits: Type.Array(NameText(20), { maxItems: 10, uniqueItems: true }),
  distances: Type.Array(PlaybookDistance, { maxItems: 8 }),
  /** 初报: what is told first, in the order it is asked for; blanks are filled in on the spot. */
  firstReport: PersonText(1_000),
  /** 依据. */
  source: PersonText(300),
})
export type PlaybookContent = Static<typeof PlaybookContent>

/** What a playbook says from a day on; without content it has ended. An edition is never changed. */
export const PlaybookEdition = closed({
  code: PlaybookCode,
  edition: EditionNumber,
  effectiveFrom: Day,
  madeAt: InstantText,
  content: nullable(PlaybookContent),
})
export type PlaybookEdition = Static<typeof PlaybookEdition>

/** What became of a step. `undone`: it was ticked by mistake. */
export const stepResults = [
  { code: 'done', name: '已办', effectiveFrom: '2000-01-01' },
  { code: 'notNeeded', name: '无需办理', effectiveFrom: '2000-01-01' },
  { code: 'undone', name: '撤销勾选', effectiveFrom: '2000-01-01' },
] as const
export type StepResult = (typeof stepResults)[number]['code']

/** A step as it was ticked last, by whom and when; `undone` ones stand open again and are not among them. */
export const PlaybookTick = closed({
  step: StepCode,
  result: oneOf(['done', 'notNeeded']),
  at: InstantText,
  by: Type.String(),
  /** The unit of that day. */
  unit: nullable(Type.String()),
  text: Type.String(),
})
export type PlaybookTick = Static<typeof PlaybookTick>

/** The playbook that a case is worked by, with what was ticked of it. */
export const WorkedPlaybook = closed({
  code: PlaybookCode,
  edition: EditionNumber,
  effectiveFrom: Day,
  content: PlaybookContent,
  ticks: Type.Array(PlaybookTick),
})
export type WorkedPlaybook = Static<typeof WorkedPlaybook>
