import { availableParallelism } from 'node:os'
import { hash, verify, type Options } from '@node-rs/argon2'
import { laneOf } from './lane.ts'

/** What a password must have at least. Source: domain.md §5.4 (level 3: ten characters). */
export const minPasswordLength = 10

/** argon2id as OWASP's cheat sheet of password storage sets it: 19 MiB, two passes, about 25 ms. */
const strength: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing runs on libuv's four threads, which files and names need too: a storm of sign-ins may not take them all. */
const slots = Math.min(3, Math.max(2, Math.floor(availableParallelism() / 2)))
const inLane = laneOf(slots)

let nobody: Promise<string> | undefined

export const hashPassword = (password: string): Promise<string> => inLane(() => hash(password, strength))

/** Takes as long where there is no hash, so that the time tells nobody which accounts exist. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  if (typeof stored === 'string') return inLane(() => verify(stored, password))
  nobody ??= hashPassword('nobody')
  const against = await nobody
  await inLane(() => verify(against, password))
  return false
}
