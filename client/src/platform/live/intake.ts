import type { Fact, FactFrame } from '@shuniu/shared/live'
import type { BoundEar } from './ear.ts'

interface IntakeOptions {
  /** Runs the work a little later: once per painted frame in a page, at once in a test. */
  readonly later: (work: () => void) => void
  /** A fact came that this page cannot read: the server speaks of things newer than the page. */
  readonly unread: (fact: Fact) => void
}

export interface Intake {
  hear(ear: BoundEar): void
  take(frame: FactFrame): void
}

/** A page that slept may get thousands at once; so many are handed on before the next frame is painted. */
const batchSize = 500
/** How many numbers are remembered to know a repeat by; more than any overlap of a replay. */
const remembered = 20_000

/** Facts from the socket to the ears: in order, each once, in batches. Knows neither socket nor store. */
export function createIntake({ later, unread }: IntakeOptions): Intake {
  const ears: BoundEar[] = []
  const waiting: Fact[] = []
  let known = new Set<number>()
  let older = new Set<number>()
  let isDue = false

  const isRepeat = (seq: number): boolean => {
    if (known.has(seq) || older.has(seq)) return true
    if (known.size >= remembered) {
      older = known
      known = new Set()
    }
    known.add(seq)
    return false
  }
  const tell = (fact: Fact) => {
    for (const ear of ears) {
      if (ear.get(fact.name)?.(fact) === false) unread(fact)
    }
  }
  const handOn = () => {
    isDue = false
    for (const fact of waiting.splice(0, batchSize)) tell(fact)
    if (waiting.length > 0) ask()
  }
  const ask = () => {
    if (isDue) return
    isDue = true
    later(handOn)
  }

  return {
    hear: ear => void ears.push(ear),
    take(frame) {
      for (const fact of frame.facts) if (!isRepeat(fact.seq)) waiting.push(fact)
      if (waiting.length > 0) ask()
    },
  }
}
