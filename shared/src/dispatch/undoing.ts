/** So long, in milliseconds, a dispatch is taken back by one key and no question. Source: desk.md, undo. */
export const undoMs = 10_000
