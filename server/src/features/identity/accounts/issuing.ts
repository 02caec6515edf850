import type { Secrets } from '../../../platform/secrets/index.ts'

/** Letters and digits that nobody takes for one another on paper or on the telephone: no 0 and o, no 1, i and l. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 3
const perGroup = 4

/** Letters of random bytes, in groups; undefined where the bytes do not suffice. */
function lettersIn(bytes: Uint8Array): string | undefined {
  // What lies above the last whole multiple would make the first letters likelier than the others.
  const fair = [...bytes].filter(byte => byte < 256 - (256 % alphabet.length))
  if (fair.length < groups * perGroup) return undefined
  const letters = fair.map(byte => alphabet[byte % alphabet.length] ?? '')
  return Array.from({ length: groups }, (_, at) =>
    letters.slice(at * perGroup, (at + 1) * perGroup).join(''),
  ).join('-')
}

/** Twelve letters out of random bytes, of which 64 always suffice but for one time in 10^40. */
export function codeIn(bytes: Uint8Array): string {
  const code = lettersIn(bytes)
  if (code === undefined) throw new Error('too few bytes for a code')
  return code
}

/** With fewer letters it could pass for a telephone number or a short name, which nobody is given. */
const leastLetters = 6
const isAtRandom = (code: string): boolean => code.replaceAll(/[^a-z]/g, '').length >= leastLetters

/**
 * A password to be handed over: twelve letters in groups, 59 bits. It follows from the server's key and the command that
 * asked for it, so that the same command sent again is answered with the same password, and it is stored nowhere.
 */
export function issuedPassword({ derive }: Pick<Secrets, 'derive'>, command: string): string {
  const derived = (round: number) => Buffer.from(derive(`issued password ${command} ${round}`), 'base64')
  for (let round = 0; ; round += 2) {
    const code = codeIn(Buffer.concat([derived(round), derived(round + 1)]))
    if (isAtRandom(code)) return code
  }
}
