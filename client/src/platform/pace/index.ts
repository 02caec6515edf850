/** Runs the last call at once, then at most once in `everyMs`; what is overtaken is dropped. */
export interface Paced {
  run(): void
  stop(): void
}

/** Paces work that draws: nothing on a screen is worth redrawing more often than it can be read. */
export function paced(work: () => void, everyMs: number): Paced {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isWanted = false

  const rest = () => {
    waiting = undefined
    if (isWanted) act()
  }
  const act = () => {
    isWanted = false
    waiting = setTimeout(rest, everyMs)
    work()
  }
  return {
    run() {
      if (waiting === undefined) act()
      else isWanted = true
    },
    stop() {
      clearTimeout(waiting)
      waiting = undefined
      isWanted = false
    },
  }
}
