import { setTimeout as rest } from 'node:timers/promises'

interface Wishing<Wish, Answer> {
  readonly wish: Wish
  readonly answer: (answer: Answer) => void
  readonly fail: (cause: unknown) => void
}

/** How many rounds may be under way, and how many wishes one round takes at most. */
export interface Gathering {
  readonly rounds: number
  readonly wishes: number
  /** A round is followed by another only so much later, in milliseconds: for wishes that can wait, and are many. */
  readonly restMs?: number
}

/**
 * Does what comes one by one together: a wish that finds a free round goes at once, and those that come while all rounds
 * are under way wait and go as one. `together` answers each wish in its place. When a round fails, each of its wishes is
 * done alone, so that nobody fails for another's sake.
 */
export function gathered<Wish, Answer>(
  together: (wishes: readonly Wish[]) => Promise<readonly Answer[]>,
  { rounds, wishes, restMs = 0 }: Gathering,
): (wish: Wish) => Promise<Answer> {
  const waiting: Wishing<Wish, Answer>[] = []
  let underWay = 0

  async function alone({ wish, answer, fail }: Wishing<Wish, Answer>): Promise<void> {
    try {
      for (const one of await together([wish])) answer(one)
    } catch (cause) {
      fail(cause)
    }
  }

  async function round(taken: readonly Wishing<Wish, Answer>[]): Promise<void> {
    try {
      const answers = await together(taken.map(({ wish }) => wish))
      answers.forEach((answer, nth) => taken[nth]?.answer(answer))
    } catch (cause) {
      if (taken.length === 1) taken[0]?.fail(cause)
      else await Promise.all(taken.map(alone))
    }
  }

  function next(): void {
    if (underWay >= rounds || waiting.length === 0) return
    underWay += 1
    void round(waiting.splice(0, wishes)).finally(async () => {
      if (restMs > 0) await rest(restMs)
      underWay -= 1
      next()
    })
  }

  return wish =>
    new Promise<Answer>((answer, fail) => {
      waiting.push({ wish, answer, fail })
      next()
    })
}
