import type { ReadFailure } from '@shuniu/shared/imports'

/** A file that cannot be read, by no fault of ours. */
export class WrongFile extends Error {
  override name = 'WrongFile'
  readonly code: ReadFailure

  constructor(code: ReadFailure) {
    super(code)
    this.code = code
  }
}
