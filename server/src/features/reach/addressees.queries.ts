import { typedPhone } from '@shuniu/shared/kernel'
import type { ReachChannel } from '@shuniu/shared/reach'
import type { Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { callableAccounts, type CallableAccount } from '../identity/index.ts'
import type { Addressee, ChannelAdapter } from './channels/adapter.ts'

const mobileShape = /^1[3-9]\d{9}$/

/** Where people are found by channels: numbers are opened here, given to a channel, and kept nowhere. */
export function addresseesOf({ secrets, adapters }: AddresseeDeps) {
  /** Only a mobile number takes a message. */
  function mobileOf({ phoneSealed }: CallableAccount): string | undefined {
    const phone = phoneSealed === null ? undefined : secrets.open(phoneSealed)
    const typed = phone === undefined ? undefined : typedPhone(phone)
    return typed?.is === 'whole' && mobileShape.test(typed.phone) ? typed.phone : undefined
  }

  async function addressees(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
    const found = await callableAccounts(tx, accountIds)
    return new Map(
      found
        .filter(({ isDisabled }) => !isDisabled)
        .map(account => [account.id, { accountId: account.id, mobile: mobileOf(account) }]),
    )
  }

  /** By which channels each can be reached. */
  async function reachable(
    tx: Tx,
    accountIds: readonly string[],
  ): Promise<Map<string, ReadonlySet<ReachChannel>>> {
    if (adapters.length === 0 || accountIds.length === 0) return new Map()
    const people = [...(await addressees(tx, accountIds)).values()]
    const byChannel = await Promise.all(
      adapters.map(async ({ channel, reachable: of }) => ({ channel, found: await of(tx, people) })),
    )
    return new Map(
      people.map(({ accountId }) => [
        accountId,
        new Set(byChannel.flatMap(({ channel, found }) => (found.has(accountId) ? [channel] : []))),
      ]),
    )
  }
  return { addressees, reachable }
}

interface AddresseeDeps {
  readonly secrets: Pick<Secrets, 'open'>
  readonly adapters: readonly Pick<ChannelAdapter, 'channel' | 'reachable'>[]
}
