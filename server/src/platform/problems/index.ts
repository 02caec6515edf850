import { platformRefusals, type Refusal, type RefusalCatalogue } from '@shuniu/shared/kernel'

/** The wire form of a refusal or a fault: RFC 9457 problem details; `code` is the contract. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: unknown
  readonly requestId: string
}

/** Every refusal the process can tell, gathered from the features' catalogues. */
export class ProblemBook {
  readonly #rows: RefusalCatalogue

  constructor(catalogues: readonly RefusalCatalogue[]) {
    this.#rows = catalogues.reduce((rows, catalogue) => ({ ...rows, ...catalogue }), platformRefusals)
  }

  /** Every refusal there is, for the listing. */
  rows(): RefusalCatalogue {
    return this.#rows
  }

  problemOf({ code, detail }: Refusal, requestId: string): Problem {
    const row = this.#rows[code]
    if (!row) throw new Error(`no refusal is declared under ${code}`)
    return { type: `/api/docs#${code}`, title: row.when, status: row.status, code, detail, requestId }
  }
}
