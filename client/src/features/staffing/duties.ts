/** A category of cases that a unit may answer for; the page that knows the catalogue gives them. */
export interface DutyCategory {
  readonly id: string
  readonly text: string
  readonly group: string
}
