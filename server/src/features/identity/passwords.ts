import { availableParallelism } from 'node:os'
import { hash, verify, type Options } from '@node-rs/argon2'
import { Limit, type Precedence } from '../../platform/limit/index.ts'

/** argon2id as OWASP's cheat sheet of password storage sets it: 19 MiB, two passes, about 25 ms. */
const strength: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing runs on libuv's four threads, which files and names need too: a storm of sign-ins may not take them all. */
const slots = Math.min(3, Math.max(2, Math.floor(availableParallelism() / 2)))
const limit = new Limit(slots)

let nobody: Promise<string> | undefined

/** What is compared where there is no account; made before the first sign-in, which would take twice as long otherwise. */
export const readyPasswords = (): Promise<string> => (nobody ??= hashPassword('nobody'))

export const hashPassword = (password: string, precedence: Precedence = 'first'): Promise<string> =>
  limit.run(() => hash(password, strength), precedence)

/** Takes as long where there is no hash, so that the time tells nobody which accounts exist. */
export async function isPassword(
  stored: string | null | undefined,
  password: string,
  precedence: Precedence = 'first',
): Promise<boolean> {
  if (typeof stored === 'string') return limit.run(() => verify(stored, password), precedence)
  const against = await readyPasswords()
  await limit.run(() => verify(against, password), precedence)
  return false
}
