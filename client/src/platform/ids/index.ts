import { v7 } from 'uuid'

/** A new command id (UUIDv7). Made from `getRandomValues`, so that plain http on a county's network will do. */
export const newId = (): string => v7()
