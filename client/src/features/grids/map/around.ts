import type { AreaFeature } from '@shuniu/shared/grids'

interface Outlines {
  readonly townships: readonly AreaFeature[]
  readonly villages: readonly AreaFeature[]
}

/** The divisions beside the one looked at: of a township the other townships, of a village also its sister villages. */
export function around(code: string, { townships, villages }: Outlines): AreaFeature[] {
  if (code.length < 9) return []
  const township = code.slice(0, 9)
  const others = townships.filter(area => area.properties.code !== township)
  if (code.length < 12) return others
  const sisters = villages.filter(
    ({ properties }) => properties.code !== code && properties.code.startsWith(township),
  )
  return [...others, ...sisters]
}
