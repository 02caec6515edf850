import type { contentRefusals } from '@shuniu/shared/uploads'

/** Content that is not taken, with the code of why and what a person may want to know of it. */
export class WrongContent extends Error {
  override name = 'WrongContent'
  readonly code: keyof typeof contentRefusals
  readonly detail: Readonly<Record<string, number>>

  constructor(code: keyof typeof contentRefusals, detail: Readonly<Record<string, number>> = {}) {
    super(code)
    this.code = code
    this.detail = detail
  }
}
