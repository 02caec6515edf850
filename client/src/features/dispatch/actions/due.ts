const zoneMs = 8 * 60 * 60_000
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

const text = (ms: number): string => new Date(ms).toISOString()

/** The end of office hours, 18:00 in China, so many days from now's day. */
function evening(nowMs: number, days: number): number {
  const midnight = Math.floor((nowMs + zoneMs) / dayMs) * dayMs - zoneMs
  return midnight + days * dayMs + 18 * hourMs
}

/** Deadlines an assignment often names. What is past already is left out; the empty one leaves it to the rule. */
export function dueChoices(nowMs: number): { readonly key: string; readonly at: string }[] {
  return [
    { key: 'twoHours', atMs: nowMs + 2 * hourMs },
    { key: 'fourHours', atMs: nowMs + 4 * hourMs },
    { key: 'today', atMs: evening(nowMs, 0) },
    { key: 'tomorrow', atMs: evening(nowMs, 1) },
  ]
    .filter((choice, i, all) => {
      const isRepeat = all.findIndex(other => other.atMs === choice.atMs) < i
      return choice.atMs > nowMs + hourMs && !isRepeat
    })
    .map(({ key, atMs }) => ({ key, at: text(atMs) }))
}
