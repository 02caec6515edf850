import type { SignalFrame } from '@shuniu/shared/live'
import type { Actor } from '@shuniu/shared/identity'
import type { Tx } from '../db/index.ts'

/** Whether an actor may read a case that is in the database; decides who may be in its room. */
export type MayReadCase = (actor: Actor, caseId: string) => Promise<boolean>

/** A numbered fact as followers read it. */
export interface NumberedFact {
  readonly seq: number
  readonly name: string
  readonly at: string
  readonly body: unknown
}

/** A follower with effects in the database: its cursor advances in the transaction of its effect. */
export interface Follower {
  readonly name: string
  /** Names of the facts it takes; others only move its cursor. */
  readonly takes: readonly string[]
  readonly apply: (tx: Tx, facts: readonly NumberedFact[]) => Promise<void>
  /** After the commit of a batch. */
  readonly applied?: (through: number) => void
}

/** The live side of the process, as features use it. */
export interface Live {
  /** To be called after a commit that wrote facts. */
  wake(): void
  /** Sends a reading to a room; latest wins, at most one frame for each name and room a second. */
  signal(frame: SignalFrame): void
  /** Whether any socket of this process is in the room. */
  isWatched(room: string): boolean
  /** Registered before start; runs on one process at a time. */
  follow(follower: Follower): void
  /** Ends the sockets of an account whose session ended or whose rights changed; within a second, on every process. */
  cut(accountId: string): void
}
