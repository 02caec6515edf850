import { readTexts, UsageError } from '../builders/commandLine.ts'

export const sizes = ['small', 'usual', 'full', 'large'] as const
/** `large` has rows of its own, over a million cases; the others measure the same rows longer or shorter. */
export type BenchSize = Exclude<(typeof sizes)[number], 'large'>

export interface BenchOptions {
  readonly size: (typeof sizes)[number]
  /** Names of rows, or parts of them; all when empty. */
  readonly only: readonly string[]
  /** A data folder to use and to keep; a temporary one when absent. */
  readonly dataDir: string | undefined
  /** Where the server writes CPU profiles; none when absent. */
  readonly profileDir: string | undefined
  /** Kept runs: one to set this run beside, two to set beside each other without measuring. */
  readonly compared: readonly string[]
}

export const usage = `npm run bench -- [--only name[,name…]] [--size ${sizes.join('|')}] [--data folder] [--profile folder] [--compare file[,file]] [--help]`

/** Reads the command line; throws with the usage when it cannot. */
export function readOptions(
  args: readonly string[],
  rowsOf: (isLarge: boolean) => readonly string[],
): BenchOptions {
  const text = { type: 'string' } as const
  const values = readTexts(args, { only: text, size: text, data: text, profile: text, compare: text }, usage)
  const size = sizes.find(one => one === (values.size ?? 'usual'))
  if (!size) throw new UsageError(`--size must be one of ${sizes.join(', ')}\n${usage}`)
  const rows = rowsOf(size === 'large')
  const only = (values.only ?? '').split(',').filter(name => name !== '')
  const unknown = only.find(name => !rows.some(row => row.includes(name)))
  if (unknown !== undefined)
    throw new UsageError(`no row is called ${unknown}; there are ${rows.join(', ')}\n${usage}`)
  const compared = (values.compare ?? '').split(',').filter(file => file !== '')
  if (compared.length > 2) throw new UsageError(`--compare takes one kept run, or two\n${usage}`)
  return { size, only, dataDir: values.data, profileDir: values.profile, compared }
}
