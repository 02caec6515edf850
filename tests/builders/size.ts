/** Long proofs run at full size unless asked to be short. */
export const isReduced = process.env['PROVE_REDUCED'] === '1'

export const sized = <T>(full: T, reduced: T): T => (isReduced ? reduced : full)

/** A line of figures in the output of a proof. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)
