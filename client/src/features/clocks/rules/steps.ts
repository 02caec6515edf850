/** Moves the focus among the cells of a table, which name their place, `row column`; false where there is no cell. */
export function stepAmong(press: KeyboardEvent, rows: number, columns: number): boolean {
  const { target } = press
  const table = target instanceof HTMLElement ? target.closest('table') : null
  if (!table || !(target instanceof HTMLElement)) return false
  const [row, column] = (target.dataset['place'] ?? '').split(' ').map(Number)
  if (row === undefined || column === undefined) return false
  const next = table.querySelector<HTMLElement>(`[data-place="${row + rows} ${column + columns}"]`)
  next?.focus()
  return next !== null
}
