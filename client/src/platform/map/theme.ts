import { fontFamily, tokenOf } from '../theme/index.ts'

/** What a layer's style needs to know of the page: MapLibre reads no style sheets. */
export interface MapTheme {
  /** Height of a label in CSS pixels; everything drawn is measured by it. */
  readonly u: number
  readonly font: string
  readonly colour: Readonly<Record<MapColour, string>>
}

export type MapColour =
  | 'ground'
  | 'surface'
  | 'surface-sunk'
  | 'line'
  | 'line-strong'
  | 'text'
  | 'text-muted'
  | 'accent'
  | 'stale'
  | 'level-red'
  | 'level-orange'
  | 'level-yellow'
  | 'level-blue'

/** The present theme as the map paints it. */
export function readMapTheme(u: number): MapTheme {
  const read = (name: MapColour) => tokenOf(name) || '#888888'
  return {
    u,
    font: fontFamily,
    colour: {
      ground: read('ground'),
      surface: read('surface'),
      'surface-sunk': read('surface-sunk'),
      line: read('line'),
      'line-strong': read('line-strong'),
      text: read('text'),
      'text-muted': read('text-muted'),
      accent: read('accent'),
      stale: read('stale'),
      'level-red': read('level-red'),
      'level-orange': read('level-orange'),
      'level-yellow': read('level-yellow'),
      'level-blue': read('level-blue'),
    },
  }
}

/** One hue in five steps for choropleths on dark ground, fewest to most; told apart by lightness alone. */
export const darkSteps = ['#12283f', '#1c4468', '#2a6694', '#418bc4', '#5fb0ff'] as const
/** How far a step covers the ground: marks lie on it and must stay the brighter. */
export const stepOpacity = 0.5
