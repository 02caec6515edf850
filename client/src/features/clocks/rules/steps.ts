type Step = readonly [rows: number, columns: number]

const stepByKey: Readonly<Record<string, Step>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Moves the focus among the cells of a table by the arrow keys; cells name their place, `row column`. */
export function stepAmong(press: KeyboardEvent): void {
  const step = stepByKey[press.key]
  const { target, currentTarget: table } = press
  if (!step || !(target instanceof HTMLElement) || !(table instanceof HTMLElement)) return
  const [row, column] = (target.dataset['place'] ?? '').split(' ').map(Number)
  if (row === undefined || column === undefined) return
  const next = table.querySelector<HTMLElement>(`[data-place="${row + step[0]} ${column + step[1]}"]`)
  if (!next) return
  press.preventDefault()
  next.focus()
}
