import type { OutsideChannel } from '@shuniu/shared/reach'
import type { Tx } from '../../../platform/db/index.ts'

/** What a channel is given to send. */
export interface Message {
  /** One for each notice, person and channel: whoever takes it twice tells it once. */
  readonly key: string
  readonly text: string
  /** What a tap on it leads to. */
  readonly caseId: string
  /** By what the person's device says that it has come. */
  readonly notificationId: string
  readonly isUrgent: boolean
}

/** Where a person is to be found by a channel: their account, and their number where the channel goes by it. */
export interface Addressee {
  readonly accountId: string
  readonly mobile: string | undefined
}

/**
 * What became of a try. `sent`: the other side has it · `again`: later, not before `afterS` where it said so · `never`: it will not
 * take it, whatever is tried. Faults are short words of ours, never what the other side wrote.
 */
export type Sent =
  | { readonly is: 'sent'; readonly reference: string | null }
  | { readonly is: 'again'; readonly fault: string; readonly afterS?: number }
  | { readonly is: 'never'; readonly fault: string }

/** One way out of the house. It throws nothing that it expects, and answers within its time whatever the other side does. */
export interface ChannelAdapter {
  readonly channel: OutsideChannel
  readonly send: (message: Message, to: Addressee) => Promise<Sent>
  /** Those of the persons who can be reached by it at all. */
  readonly reachable: (tx: Tx, persons: readonly Addressee[]) => Promise<ReadonlySet<string>>
}

export const again = (fault: string, afterS?: number): Sent => ({
  is: 'again',
  fault,
  ...(afterS !== undefined && { afterS }),
})
export const never = (fault: string): Sent => ({ is: 'never', fault })
export const sent = (reference: string | null): Sent => ({ is: 'sent', reference })

/** Channels that go by the number of a person. */
export const byMobile = async (_: Tx, persons: readonly Addressee[]): Promise<ReadonlySet<string>> =>
  new Set(persons.filter(({ mobile }) => mobile !== undefined).map(({ accountId }) => accountId))
