import type { Cursor, WatchAck } from '@shuniu/shared/live'

/** A frame never takes the cursor back: a replay that overlaps with what was heard leaves it where it is. */
export const advanced = (cursor: Cursor, through: number): Cursor =>
  through > cursor.seq ? { ...cursor, seq: through } : cursor

/**
 * The cursor after `watch` was answered. What lies before the head is gone for us when the stream is another one or
 * the gap cannot be replayed: then everything shown must be fetched anew.
 */
export function afterAck(
  cursor: Cursor | null,
  ack: WatchAck,
): { readonly cursor: Cursor; readonly resnapshot: boolean } {
  const head = { stream: ack.stream, seq: ack.head }
  if (!cursor) return { cursor: head, resnapshot: false }
  const isGap = ack.resnapshot || cursor.stream !== ack.stream
  return isGap ? { cursor: head, resnapshot: true } : { cursor, resnapshot: false }
}
