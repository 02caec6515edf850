import { closed } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Secrets } from '../../../platform/secrets/index.ts'

/** What a browser sends, by the names of its fields. */
export type Fields = Readonly<Record<string, string | undefined>>

/** The report form as it stands in a page: nothing in it is checked yet. */
export const SentForm = closed({
  /** Made once with the form, so that a form sent twice is one report. */
  id: Type.String(),
  occurredAt: Type.String(),
  /** The account that the form was shown to; absent when it was shown to none. */
  by: Type.Optional(Type.String()),
  categoryCode: Type.String(),
  text: Type.String(),
  placeText: Type.String(),
})
export type SentForm = Static<typeof SentForm>

const shape = Compile(SentForm)

/** What an account did not write is not shown to it. */
export const isShownTo = ({ by }: SentForm, accountId: string): boolean =>
  by === undefined || by === accountId

/**
 * A form on its way over a sign-in: the page carries it, and neither the page's source nor another account can read it.
 */
export const sealedForm = (secrets: Secrets, sent: SentForm): string => secrets.seal(JSON.stringify(sent))

/** The form behind what a page carried; undefined for whatever this server did not seal. */
export function openedForm(secrets: Secrets, kept: string | undefined): SentForm | undefined {
  const text = kept ? secrets.open(kept) : undefined
  if (text === undefined) return undefined
  const found: unknown = JSON.parse(text)
  return shape.Check(found) ? found : undefined
}
