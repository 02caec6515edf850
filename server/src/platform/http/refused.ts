import type { Refusal } from '@shuniu/shared/kernel'

/** A refusal of the edge itself, from where nothing can be returned: hooks and outside plugins. Told like any other. */
export class RefusedAtEdge extends Error {
  override name = 'RefusedAtEdge'
  readonly refusal: Refusal

  constructor(code: string, detail: Refusal['detail'] = {}) {
    super(code)
    this.refusal = { code, detail }
  }
}
