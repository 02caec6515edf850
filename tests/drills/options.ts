import { readTexts, UsageError } from '../builders/commandLine.ts'

export const modes = ['calm', 'storm', 'loop'] as const
export type Mode = (typeof modes)[number]

/** What a drill is asked to do. */
export interface DrillOptions {
  readonly mode: Mode
  readonly url: string
  /** The folder with `demo-accounts.json` and `demo-staff.json`. */
  readonly accountsDir: string
  readonly seed: number
  /** Reports a second. */
  readonly rate: number
  /** How long reports are made; 0 goes on until the drill is stopped. */
  readonly seconds: number
  readonly consoles: number
  readonly townships: number
}

const defaults: Readonly<Record<Mode, Pick<DrillOptions, 'rate' | 'seconds' | 'consoles'>>> = {
  calm: { rate: 0.1, seconds: 0, consoles: 0 },
  storm: { rate: 20, seconds: 60, consoles: 50 },
  loop: { rate: 1, seconds: 10, consoles: 8 },
}

export const usage = `npm run drill -- [--mode calm|storm|loop] [--url http://127.0.0.1:8080] [--accounts ./data]
                [--seed 1] [--rate reports/s] [--seconds s] [--consoles n] [--townships n]`

const numberOf = (text: string | undefined, fallback: number, name: string): number => {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0)
    throw new UsageError(`--${name} must be a number, not “${text}”\n${usage}`)
  return value
}

/** Reads the command line; throws with the usage when it cannot. */
export function readOptions(args: readonly string[]): DrillOptions {
  const text = { type: 'string' } as const
  const options = { mode: text, url: text, accounts: text, seed: text, rate: text }
  const sizes = { seconds: text, consoles: text, townships: text }
  const values = readTexts(args, { ...options, ...sizes }, usage)
  const mode = modes.find(one => one === (values.mode ?? 'calm'))
  if (!mode) throw new UsageError(`--mode must be one of ${modes.join(', ')}\n${usage}`)
  return {
    mode,
    url: (values.url ?? 'http://127.0.0.1:8080').replace(/\/$/, ''),
    accountsDir: values.accounts ?? process.env['DATA_DIR'] ?? './data',
    seed: numberOf(values.seed, 1, 'seed'),
    rate: numberOf(values.rate, defaults[mode].rate, 'rate'),
    seconds: numberOf(values.seconds, defaults[mode].seconds, 'seconds'),
    consoles: numberOf(values.consoles, defaults[mode].consoles, 'consoles'),
    townships: numberOf(values.townships, 8, 'townships'),
  }
}
