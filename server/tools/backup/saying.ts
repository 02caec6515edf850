import type { Heading } from './archive.ts'

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

const megabyteB = 1_000_000
export const sizeText = (bytes: number): string =>
  bytes < 1_000 * megabyteB
    ? `${(bytes / megabyteB).toFixed(1)} MB`
    : `${(bytes / (1_000 * megabyteB)).toFixed(2)} GB`

export const secondsSince = (beganMs: number): number => Math.round((performance.now() - beganMs) / 1_000)

const sayEveryMs = 2_000

const nameOf = (heading: Heading): string => {
  if (heading.is === 'table') return `数据表 ${heading.name}`
  return heading.is === 'file' ? '文件' : '数据库'
}

/** Says where the work is, now and then. */
export function progressSayer(): (underWay: Heading, amount: string) => void {
  let saidMs = performance.now()
  return (underWay, amount) => {
    if (performance.now() - saidMs < sayEveryMs) return
    saidMs = performance.now()
    say(`  ${nameOf(underWay)}，${amount}`)
  }
}

/** Ends the program with what it answers; what stands in its way is told in a sentence. */
export function runTool(work: Promise<number>): void {
  work.then(
    code => {
      process.exitCode = code
    },
    (cause: unknown) => {
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
      process.exitCode = 1
    },
  )
}
