/** A division, grid or unit to be picked. */
export interface PlaceChoice {
  readonly id: string
  readonly text: string
  readonly group?: string
}

/** What an account may belong to, as far as whoever administers it sees. */
export interface AreaChoices {
  /** The county, its townships and villages. */
  readonly areas: readonly PlaceChoice[]
  /** The grids of a village; fetched at need. */
  readonly gridsOf: (villageCode: string) => readonly PlaceChoice[]
  readonly units: readonly (PlaceChoice & { readonly areaCode: string })[]
}
