import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { Secrets } from '../../platform/secrets/index.ts'
import type { DraftKey } from './drafts.repo.ts'

const Sealed = Type.Tuple([Type.String(), Type.String(), Type.String()])

export interface WordSeal {
  seal(key: DraftKey, words: string): string
  /** Undefined for what was sealed for another account or form, or under a key that is gone. */
  open(key: DraftKey, sealed: string): string | undefined
}

/** Words are sealed together with whose and which form's they are: moved to another row they do not open. */
export const wordSeal = (secrets: Pick<Secrets, 'seal' | 'open'>): WordSeal => ({
  seal: ({ accountId, name }, words) => secrets.seal(JSON.stringify([accountId, name, words])),
  open({ accountId, name }, sealed) {
    const opened = openedWith(secrets, sealed)
    if (!Check(Sealed, opened)) return undefined
    return opened[0] === accountId && opened[1] === name ? opened[2] : undefined
  },
})

function openedWith(secrets: Pick<Secrets, 'open'>, sealed: string): unknown {
  const text = secrets.open(sealed)
  // Restored without its key: the words are lost, the form can be typed anew.
  return text === undefined ? undefined : JSON.parse(text)
}
