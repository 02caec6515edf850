import { v7 } from 'uuid'

/** What makes ids; production makes UUIDv7, so that rows of one time lie together. */
export interface Ids {
  next(): string
}

export const timeOrderedIds: Ids = { next: () => v7() }
