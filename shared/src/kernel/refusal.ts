/** How one refusal is told on the wire, and the circumstance it names. */
export interface RefusalRow {
  readonly status: number
  readonly when: string
}

export type RefusalCatalogue = Readonly<Record<string, RefusalRow>>

/** Declares a feature's refusals under their codes (`noun.reason`). */
export const refusals = <const C extends RefusalCatalogue>(catalogue: C): C => catalogue

/** Refusals that any route may answer, whatever its feature. */
export const platformRefusals = refusals({
  'request.malformed': { status: 400, when: 'the request is not well-formed or not of the declared shape' },
  'request.tooLarge': { status: 413, when: 'the body is larger than the route takes' },
  'request.headersTooLarge': { status: 431, when: 'the headers are larger than the server takes' },
  'request.tooSlow': { status: 408, when: 'the request did not arrive whole in time' },
  'request.unsupported': { status: 415, when: 'the body is not JSON' },
  'request.notFound': { status: 404, when: 'no such address' },
  'request.wrongMethod': { status: 405, when: 'the address exists but not for this method' },
  'request.foreignOrigin': { status: 403, when: 'a write or a socket that comes from another site' },
  'request.tooMany': { status: 429, when: 'more requests than one account or address may make' },
  'command.idTaken': { status: 409, when: 'the id was used before with another body or by another account' },
  'platform.unavailable': { status: 503, when: 'the database is out of reach or full; try again' },
  'platform.overloaded': { status: 503, when: 'the server sheds load; try again' },
  'platform.fault': { status: 500, when: 'a fault of ours; the request id is in the reply' },
})
