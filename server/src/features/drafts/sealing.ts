import { WordsBeside } from '@shuniu/shared/drafts'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { DraftKey } from './drafts.repo.ts'

/** What is sealed: whose and which form's the words are, the words, and those that wait beside them. */
const Sealed = Type.Union([
  Type.Tuple([Type.String(), Type.String(), Type.String()]),
  Type.Tuple([Type.String(), Type.String(), Type.String(), WordsBeside]),
])
type Sealed = Static<typeof Sealed>

export interface DraftWords {
  readonly words: string
  readonly beside?: WordsBeside
}

export interface WordSeal {
  seal(key: DraftKey, words: DraftWords): string
  /** Undefined for what was sealed for another account or form, or under a key that is gone. */
  open(key: DraftKey, sealed: string): DraftWords | undefined
}

export const areSameWords = (one: DraftWords | undefined, other: DraftWords): boolean =>
  one?.words === other.words &&
  one.beside?.words === other.beside?.words &&
  one.beside?.savedAt === other.beside?.savedAt

/** Words are sealed together with whose and which form's they are: moved to another row they do not open. */
export const wordSeal = (secrets: Pick<Secrets, 'seal' | 'open'>): WordSeal => ({
  seal({ accountId, name }, { words, beside }) {
    const sealed: Sealed = beside ? [accountId, name, words, beside] : [accountId, name, words]
    return secrets.seal(JSON.stringify(sealed))
  },
  open({ accountId, name }, sealed) {
    const opened = openedWith(secrets, sealed)
    if (!Check(Sealed, opened)) return undefined
    const [ofAccount, ofForm, words, beside] = opened
    return ofAccount === accountId && ofForm === name ? { words, ...(beside && { beside }) } : undefined
  },
})

function openedWith(secrets: Pick<Secrets, 'open'>, sealed: string): unknown {
  const text = secrets.open(sealed)
  // Restored without its key: the words are lost, the form can be typed anew.
  return text === undefined ? undefined : JSON.parse(text)
}
