import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, InstantText } from '../kernel/index.ts'

/** Most characters that one form is kept with, as JSON. */
export const maxDraftLength = 16_000
/** Most forms that one account has kept at a time. */
export const maxDrafts = 100
/** How long a form is kept that nobody touches. */
export const draftsKeptMs = 30 * 86_400_000
/** So many writings of one account may come at once, and one more each second. */
export const draftBurst = 60

/** Which form: its kind and what it is about, such as `case.<id>.reject` or `calendar.year.2027`. */
export const DraftName = Type.String({ pattern: '^[a-z][A-Za-z0-9.:_-]{0,119}$' })

/** That a form is kept, since when, and how often it was written: the version alone tells which is newer. */
export const DraftHead = closed({
  name: DraftName,
  version: Type.Integer({ minimum: 1 }),
  savedAt: InstantText,
})
export type DraftHead = Static<typeof DraftHead>

/** Other words of the same form, typed on another page, that wait beside it until the account has chosen. */
export const WordsBeside = closed({
  words: Type.String({ minLength: 1, maxLength: maxDraftLength }),
  /** When they were last typed: told to the reader, never compared. */
  savedAt: InstantText,
})
export type WordsBeside = Static<typeof WordsBeside>

/** A kept form. Only the page that wrote the words knows what they mean. */
export const Draft = closed({
  ...DraftHead.properties,
  words: Type.String({ maxLength: maxDraftLength }),
  beside: Type.Optional(WordsBeside),
})
export type Draft = Static<typeof Draft>
