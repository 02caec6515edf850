/** How a division stands: red asks for a person, yellow for attention. */
export type DivisionLight = 'red' | 'yellow' | 'green'

/** A tenth of the open cases late, or one late red or orange case, is red; any late case is yellow. [D] */
export function divisionLight(standing: {
  open: number
  overdue: number
  graveOverdue: number
}): DivisionLight {
  if (standing.graveOverdue > 0 || standing.overdue * 10 > standing.open) return 'red'
  return standing.overdue > 0 ? 'yellow' : 'green'
}
