import { InstantText } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A patrol that its member ended, and when they tapped, by the server's clock. */
const PatrolEnding = Type.Object({ id: Type.String(), at: InstantText })
export type PatrolEnding = Static<typeof PatrolEnding>

const keyOf = (accountId: string): string => `shuniu.patrolEnding.${accountId}`

/** What an account ended on this phone without the server having answered; nothing where the browser keeps nothing. */
export function keptEnding(accountId: string): PatrolEnding | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null')
    return Check(PatrolEnding, kept) ? kept : undefined
  } catch {
    return undefined
  }
}

export function keepEnding(accountId: string, ending: PatrolEnding): void {
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(ending))
  } catch {
    // A browser that keeps nothing: the tap holds while the page is open.
  }
}

export function dropEnding(accountId: string): void {
  try {
    localStorage.removeItem(keyOf(accountId))
  } catch {
    // Nothing was kept.
  }
}
