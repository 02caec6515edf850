/** What is edited, with what it was before each edit and what was undone. */
export interface EditHistory<T> {
  readonly past: readonly T[]
  readonly present: T
  /** The next to be done again first. */
  readonly undone: readonly T[]
}

/** So many edits can be undone. */
const mostSteps = 200

export const historyOf = <T>(present: T): EditHistory<T> => ({ past: [], present, undone: [] })

/** After one more edit; what was undone before is given up. */
export const withEdit = <T>({ past, present }: EditHistory<T>, next: T): EditHistory<T> => ({
  past: [...past, present].slice(-mostSteps),
  present: next,
  undone: [],
})

/** The last edit undone; the same where there is none. */
export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), present: before, undone: [history.present, ...history.undone] }
}

/** What was undone last, done again; the same where there is nothing. */
export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...undone] = history.undone
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, undone }
}
