/** An expected no: `code` is the contract, `detail` names what the client needs to say what to do next. */
export interface Refusal {
  readonly code: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface Granted<T> {
  readonly ok: true
  readonly value: T
  /** The request made something new (HTTP 201), as against a repeat of what is known (200). */
  readonly isNew: boolean
}

export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

export type Result<T> = Granted<T> | Refused

export const grant = <T>(value: T): Granted<T> => ({ ok: true, value, isNew: false })

export const grantNew = <T>(value: T): Granted<T> => ({ ok: true, value, isNew: true })

export const refuse = (code: string, detail: Record<string, unknown> = {}): Refused => ({
  ok: false,
  refusal: { code, detail },
})
