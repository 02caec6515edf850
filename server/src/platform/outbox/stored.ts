/** A numbered fact with the rooms that hear it, as the outbox keeps it. */
export interface StoredFact {
  readonly seq: number
  readonly name: string
  readonly at: string
  /** Of the body's shape. */
  readonly bodyVersion: number
  readonly body: unknown
  readonly maskedBody: unknown
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
}

/** A numbered fact as followers read it: whoever hears it is nothing to them. */
export type NumberedFact = Pick<StoredFact, 'seq' | 'name' | 'at' | 'bodyVersion' | 'body'>

const at = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`

/** What is selected of the outbox for a numbered fact. */
export const numberedColumns = `seq::float8, name, ${at}, body_version as "bodyVersion", body`

/** What is selected of the outbox for a stored fact. */
export const storedColumns = `${numberedColumns}, masked_body as "maskedBody", told, masked, left_rooms as "left"`

/** By the column, which its index gives in order: `seq` alone is the number it was selected as, and would be sorted. */
export const inOrder = 'order by outbox.seq'
