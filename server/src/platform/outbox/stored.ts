/** A numbered fact as followers read it: whoever hears it is nothing to them. */
export interface NumberedFact {
  readonly seq: number
  readonly name: string
  readonly at: string
  /** Of the body's shape. */
  readonly bodyVersion: number
  readonly body: unknown
}

/** A numbered fact with the rooms that hear it, as the outbox gives it. */
export interface StoredRow extends Omit<NumberedFact, 'body'> {
  /** The body as JSON, as the database writes it. */
  readonly text: string
  readonly maskedText: string | null
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
}

/**
 * A numbered fact with the rooms that hear it. Its body stays the text that is stored until somebody asks what it says: most
 * are told as they are.
 */
export class StoredFact implements NumberedFact {
  readonly seq: number
  readonly name: string
  readonly at: string
  readonly bodyVersion: number
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
  readonly #row: StoredRow
  #text: string | undefined
  #body: unknown

  /** `body`: what the row's text says, or what it was cast into; read from the text when absent. */
  constructor(row: StoredRow, body?: unknown) {
    this.seq = row.seq
    this.name = row.name
    this.at = row.at
    this.bodyVersion = row.bodyVersion
    this.told = row.told
    this.masked = row.masked
    this.left = row.left
    this.#row = row
    this.#text = body === undefined ? row.text : undefined
    this.#body = body
  }

  /** The body as JSON: as it is stored, unless it was cast since. */
  get text(): string {
    return (this.#text ??= JSON.stringify(this.#body))
  }

  get body(): unknown {
    this.#body ??= read(this.#row.text)
    return this.#body
  }

  get maskedBody(): unknown {
    return this.#row.maskedText === null ? null : read(this.#row.maskedText)
  }

  called(name: string): StoredFact {
    return name === this.name ? this : new StoredFact({ ...this.#row, name }, this.#body)
  }

  /** The same fact with its body in another version. */
  as(bodyVersion: number, body: unknown): StoredFact {
    return new StoredFact({ ...this.#row, bodyVersion }, body)
  }
}

function read(text: string): unknown {
  const body: unknown = JSON.parse(text)
  return body
}

const at = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`
const head = `seq::float8, name, ${at}, body_version as "bodyVersion"`

/** What is selected of the outbox for a numbered fact. */
export const numberedColumns = `${head}, body`

/** What is selected of the outbox for a stored fact. */
export const storedColumns = `${head}, body::text as text, masked_body::text as "maskedText", told, masked, left_rooms as "left"`

/** By the column, which its index gives in order: `seq` alone is the number it was selected as, and would be sorted. */
export const inOrder = 'order by outbox.seq'
