import {
  draftsKeptMs,
  maxDrafts,
  type DraftHead,
  type WordsBeside,
  type dropDraft,
} from '@shuniu/shared/drafts'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { AccountPace } from '../../platform/limit/index.ts'
import {
  addDraft,
  deleteDraft,
  draftCount,
  forgetDrafts,
  lockDraft,
  saveDraft,
  type DraftKey,
} from './drafts.repo.ts'
import { areSameWords, type WordSeal } from './sealing.ts'

type DraftCommandDeps = Pick<Platform, 'database' | 'clock'> & {
  readonly seal: WordSeal
  readonly pace: AccountPace
}

interface DraftToKeep {
  readonly name: string
  readonly seenVersion: number
  readonly words: string
  readonly beside?: WordsBeside
}

const forgottenAtOnce = 500

const stale = ({ version, savedAt }: Pick<DraftHead, 'version' | 'savedAt'>) =>
  refuse('draft.stale', { version, savedAt })

export const draftCommandsOf = ({ database, clock, seal, pace }: DraftCommandDeps) => {
  /** Writes over what was seen; what was written meanwhile is told, never overwritten. */
  async function write(
    tx: Tx,
    key: DraftKey,
    { seenVersion, name: _, ...words }: DraftToKeep,
  ): Promise<Result<DraftHead>> {
    const known = await lockDraft(tx, key)
    const row = { ...key, version: seenVersion + 1, sealedWords: seal.seal(key, words), savedAt: clock.now() }
    const { name, version, savedAt } = row
    const head = grant({ name, version, savedAt })
    if (known?.version === seenVersion) {
      await saveDraft(tx, row)
      return head
    }
    if (known) {
      // The same words again: the reply to their first sending was lost.
      const isSame = known.version === version && areSameWords(seal.open(key, known.sealedWords), words)
      return isSame ? grant({ name, version, savedAt: known.savedAt }) : stale(known)
    }
    if ((await draftCount(tx, key.accountId)) >= maxDrafts) return refuse('draft.tooMany')
    return (await addDraft(tx, row)) ? head : stale({ version, savedAt })
  }

  return {
    /** Keeps a form. Refuses: `draft.stale`, `draft.tooMany`, `draft.tooOften`. */
    async keep(keeping: DraftToKeep, { accountId }: Actor): Promise<Result<DraftHead>> {
      if (!pace.admits(accountId, toMs(clock.now()))) return refuse('draft.tooOften')
      return inTx(database, tx => write(tx, { accountId, name: keeping.name }, keeping))
    },

    /** Throws a form away, whether there is one or not. Refuses: `draft.stale`. */
    drop: (
      { name, seenVersion }: Pick<DraftToKeep, 'name' | 'seenVersion'>,
      { accountId }: Actor,
    ): Promise<Result<ReplyOf<typeof dropDraft>>> =>
      inTx(database, async tx => {
        const known = await lockDraft(tx, { accountId, name })
        if (known && known.version > seenVersion) return stale(known)
        if (known) await deleteDraft(tx, { accountId, name })
        return grant({})
      }),
  }
}

/** Forgets what nobody touched for so long, a bounded number at a time. Any process may do it. */
export async function forgetOldDrafts({
  database,
  clock,
}: Pick<DraftCommandDeps, 'database' | 'clock'>): Promise<void> {
  const before = instant(toMs(clock.now()) - draftsKeptMs)
  const forgetSome = () => inTx(database, tx => forgetDrafts(tx, before, forgottenAtOnce))
  while ((await forgetSome()) === forgottenAtOnce);
}
