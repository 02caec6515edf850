import type { AccountView, IssuedPassword } from '@shuniu/shared/identity'
import { grant, type Refusal, type Result } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../../platform/drafts/index.ts'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { useTexts } from '../../../platform/i18n/index.ts'
import { useAccounts } from './accounts.store.ts'
import {
  draftOf,
  emptyAccount,
  fieldOf,
  isAccountDraft,
  postOf,
  unansweredIn,
  type AccountDraft,
  type AccountField,
} from './draft.ts'

interface AccountFormOptions {
  /** The account to be changed; undefined for a new one. */
  readonly known: AccountView | undefined
  readonly done: (made: IssuedPassword | undefined) => void
}

/** A new account, or the post of one that is there, from its first word to its second yes. */
export function useAccountForm({ known, done }: AccountFormOptions) {
  const { t } = useTexts()
  const store = useAccounts()
  const draft = shallowRef<AccountDraft>(known ? draftOf(known) : emptyAccount)
  const told = shallowRef<Refusal>()
  const isTouched = shallowRef(false)
  const isConfirming = shallowRef(false)
  const isSending = shallowRef(false)
  const unanswered = computed(() => unansweredIn(draft.value, known === undefined))
  const kept = useDraft<AccountDraft>({
    name: `identity.account.${known?.id ?? 'new'}`,
    words: () => draft.value,
    fill: words => (draft.value = words),
    accepts: isAccountDraft,
  })

  async function send(): Promise<Result<IssuedPassword | undefined>> {
    const post = postOf(draft.value)
    const reason = draft.value.reason.trim()
    if (!post) return grant(undefined)
    if (!known) {
      const { account } = draft.value
      return store.create({ account, ...post, ...(reason !== '' && { reason }) })
    }
    const changed = await store.changePost(known.id, { version: known.version, reason, ...post })
    return changed.ok ? grant(undefined) : changed
  }

  return {
    draft,
    isConfirming,
    isSending,
    kept,
    take(part: Partial<AccountDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      isConfirming.value = false
    },
    back: () => void (isConfirming.value = false),
    /** Why a field is not taken; undefined while it will do. */
    why(field: AccountField): string | undefined {
      if (told.value && fieldOf(told.value.code) === field) return sentenceOf(told.value)
      return isTouched.value && unanswered.value.includes(field) ? t('identity.missing') : undefined
    },
    /** What was refused and speaks of no field. */
    refused: computed(() =>
      told.value && fieldOf(told.value.code) === undefined ? sentenceOf(told.value) : undefined,
    ),
    /** Once to be asked again, twice to save. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (unanswered.value.length > 0 || isSending.value) return
      if (!isConfirming.value) return void (isConfirming.value = true)
      isSending.value = true
      const answer = await send()
      isSending.value = false
      isConfirming.value = false
      if (!answer.ok) return void (told.value = answer.refusal)
      kept.done()
      done(answer.value)
    },
  }
}
export type AccountForm = ReturnType<typeof useAccountForm>
