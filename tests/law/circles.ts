interface Arrow {
  readonly path: string
  readonly to: string
}

/** What can be reached from where, following the arrows; without the start, unless a way leads back to it. */
function reachedFrom(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>()
  const left = [...(next.get(start) ?? [])]
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    left.push(...(next.get(file) ?? []))
  }
  return reached
}

/** Leaves off, again and again, whatever nothing points at or what points at nothing: only circles and ways between them stay. */
function tangleOf(arrows: readonly Arrow[]): readonly Arrow[] {
  const [from, to] = [new Set(arrows.map(arrow => arrow.path)), new Set(arrows.map(arrow => arrow.to))]
  const left = arrows.filter(arrow => to.has(arrow.path) && from.has(arrow.to))
  return left.length === arrows.length ? left : tangleOf(left)
}

/** The sets of files each of which can be reached from each other one of the set. */
export function circlesIn(arrows: readonly Arrow[]): string[][] {
  const tangle = tangleOf(arrows)
  const next = new Map<string, string[]>()
  for (const { path, to } of tangle) next.set(path, [...(next.get(path) ?? []), to])
  const reached = new Map([...next.keys()].map(file => [file, reachedFrom(file, next)]))
  const circleOf = (file: string) =>
    [...reached.keys()].filter(other => reached.get(file)?.has(other) && reached.get(other)?.has(file)).sort()
  const circles = [...reached.keys()].map(circleOf).filter(circle => circle.length > 0)
  return [...new Map(circles.map(circle => [circle.join(), circle])).values()]
}
