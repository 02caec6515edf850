/** How many inputs the proof makes, and how they are shared out: each contract's parts, raw requests, socket messages. */
const whole = process.env['PROVE_REDUCED'] === '1' ? 1_500 : 12_000
/** Sent at once, so that inputs meet each other. */
export const together = 8

export const size = {
  contracts: Math.round(whole * 0.8),
  raw: Math.round(whole * 0.1),
  messages: Math.round(whole * 0.1),
  gridEdits: Math.round(whole / 1.2),
} as const

/** The same inputs each time, unless FUZZ_SEED says otherwise. */
export const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)

export const runsOf = (inputs: number): { numRuns: number; seed: number; endOnFailure: true } => ({
  numRuns: Math.max(1, Math.ceil(inputs / together)),
  seed,
  endOnFailure: true,
})

export const tell = (line: string): void => void process.stdout.write(`${line}\n`)
