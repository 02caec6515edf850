type Write = (seen: object, message: string) => void

/** The part of the server's logger that the database needs. */
export interface Log {
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}
