import {
  changeAccountPost,
  createAccount,
  disableAccount,
  dropSecondFactor,
  enableAccount,
  endAccountSessions,
  listAccounts,
  listAccountSessions,
  resetAccount,
  resetAccounts,
  unlockAccount,
  type AccountState,
  type AccountView,
  type IssuedPassword,
  type NewAccountBody,
  type Role,
} from '@shuniu/shared/identity'
import { grant, type BodyOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '../../../platform/http/index.ts'
import { createPagedReading } from '../../../platform/http/paged.ts'
import { createCommandIds } from '../../../platform/ids/index.ts'

/** Which accounts are asked for; what is empty asks for all. */
export interface AccountQuestion {
  readonly q: string
  readonly role: Role | ''
  readonly state: AccountState | ''
}

export type AccountAct = 'disable' | 'enable' | 'unlock' | 'reset' | 'dropFactor'
export type PostBody = Omit<BodyOf<typeof changeAccountPost>, 'id'>
export type SlipReply = ReplyOf<typeof resetAccounts>

const contracts = {
  disable: disableAccount,
  enable: enableAccount,
  unlock: unlockAccount,
  dropFactor: dropSecondFactor,
} as const

function queryOf({ q, role, state }: AccountQuestion) {
  return {
    ...(q.trim() !== '' && { q: q.trim() }),
    ...(role !== '' && { role }),
    ...(state !== '' && { state }),
  }
}

/** The accounts this administrator keeps, as far as they were read, and what is done with them. */
export const useAccounts = defineStore('accounts', () => {
  const question = ref<AccountQuestion>({ q: '', role: '', state: '' })
  const list = createPagedReading(cursor =>
    call(listAccounts, { query: { ...queryOf(question.value), ...(cursor !== undefined && { cursor }) } }),
  )
  const ids = createCommandIds<unknown>(command => JSON.stringify(command))

  /** A command under its own id until it is answered; the list is read anew, since others may have changed it too. */
  async function done<T>(command: unknown, send: (id: string) => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await send(ids.of(command))
    if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(command)
    await list.read()
    return answer
  }

  return {
    question,
    items: list.items,
    hasMore: list.hasMore,
    state: list.state,
    read: list.read,
    more: list.more,
    async ask(changed: Partial<AccountQuestion>): Promise<void> {
      question.value = { ...question.value, ...changed }
      await list.restart()
    },
    create: (input: Omit<NewAccountBody, 'id'>): Promise<Result<IssuedPassword>> =>
      done(['create', input], id => call(createAccount, { body: { id, ...input } })),
    changePost: (accountId: string, post: PostBody): Promise<Result<AccountView>> =>
      done(['post', accountId, post], id =>
        call(changeAccountPost, { params: { id: accountId }, body: { id, ...post } }),
      ),
    /** Disables, enables, unlocks, resets or takes the second factor away; with a password where one was set. */
    act(
      act: AccountAct,
      { id: accountId, version }: AccountView,
      reason: string,
    ): Promise<Result<{ account: AccountView; password?: string }>> {
      const params = { id: accountId }
      return done([act, accountId, version, reason], async id => {
        const body = { id, version, reason }
        if (act === 'reset') return call(resetAccount, { params, body })
        const answer = await call(contracts[act], { params, body })
        return answer.ok ? grant({ account: answer.value }) : answer
      })
    },
    printSlips: (accountIds: readonly string[], reason: string): Promise<Result<SlipReply>> =>
      done(['slips', accountIds, reason], id =>
        call(resetAccounts, { body: { id, accountIds: [...accountIds], reason } }),
      ),
    sessionsOf: (accountId: string) =>
      createPagedReading(cursor =>
        call(listAccountSessions, {
          params: { id: accountId },
          query: cursor === undefined ? {} : { cursor },
        }),
      ),
    endSessions: (accountId: string, session: string, reason: string) =>
      call(endAccountSessions, { params: { id: accountId }, body: { session, reason } }),
  }
})
