import { coreOf } from '@shuniu/shared/identity'

/** What is typed for a letter so that a word looks like none. */
const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}
const undisguised = (text: string): string => text.replaceAll(/[@431!0$57]/g, mark => disguises[mark] ?? mark)

let known: Promise<ReadonlySet<string>> | undefined

/**
 * The 49,233 most frequent passwords of the list `passwords-common` of @zxcvbn-ts/language-common 4.1.3 (MIT), with what is
 * left of each where digits and marks around a word are taken away, when four characters or more remain: 50,276 entries.
 * Read at first need; nothing is asked of the Internet.
 */
const commonPasswords = (): Promise<ReadonlySet<string>> =>
  (known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const listed = dictionary['passwords-common'].map(word => word.toLowerCase())
    return new Set([...listed, ...listed.map(coreOf).filter(core => core.length >= shortestWord)])
  }))
const shortestWord = 4

/** Whether a lower-case password is one of the most frequent, as it stands, in disguise, or with digits and marks around it. */
export async function isCommonPassword(low: string): Promise<boolean> {
  const common = await commonPasswords()
  const core = coreOf(low)
  const words = [core, undisguised(core), coreOf(undisguised(low))].filter(
    word => word.length >= shortestWord,
  )
  return [low, undisguised(low), ...words].some(word => common.has(word))
}
