import type { CaseView } from '@shuniu/shared/cases'
import type { Overview } from '@shuniu/shared/statistics'
import type { PanelManifest } from '../../platform/feature/index.ts'
import { classesPanel } from './panels/classes.panel.ts'
import { funnelPanel } from './panels/funnel.panel.ts'
import { gravePanel } from './panels/grave.panel.ts'
import { kindsPanel } from './panels/kinds.panel.ts'
import { levelsPanel } from './panels/levels.panel.ts'
import { lightsPanel } from './panels/lights.panel.ts'
import { onTimePanel } from './panels/onTime.panel.ts'
import { overduePanel } from './panels/overdue.panel.ts'
import { sourcesPanel } from './panels/sources.panel.ts'
import { statusPanel } from './panels/status.panel.ts'
import { trendPanel } from './panels/trend.panel.ts'
import { pageColumns, pageRows, type Place } from './place.ts'

/** A panel counts from the division's numbers, or from the open cases themselves. */
export type PlannedPanel = PanelManifest<'numbers', Overview> | PanelManifest<'cases', readonly CaseView[]>

/** A panel by its name alone, so that a plan can be kept: of another version it may name one that is not known here. */
export interface PlacedPanel extends Place {
  readonly id: string
}

export interface WallPlan {
  readonly shape: WallShape
  readonly strip: Place
  readonly map: Place
  readonly ticker: Place
  /** Columns of the ticker as CSS has them, the first for its title; on a wall of cabinets they keep to the seams. */
  readonly tickerColumns: string
  readonly panels: readonly PlacedPanel[]
}

/**
 * `screen`: about 16:9, one column of panels a side · `wide`: two columns · `vast`: three. `isDense`: 1600 dots
 * high or more, which shows more panels, not larger ones.
 */
export interface WallShape {
  readonly kind: 'screen' | 'wide' | 'vast'
  readonly isDense: boolean
}

/** Height of a label in pixels: a sixtieth of the wall; nothing is written smaller. */
export const labelPx = (heightPx: number): number => heightPx / 60

/** Which arrangement a canvas gets, by the real dots it has. */
export function shapeOf(widthPx: number, heightPx: number): WallShape {
  const ratio = widthPx / heightPx
  return { kind: ratio >= 4.4 ? 'vast' : ratio >= 2.6 ? 'wide' : 'screen', isDense: heightPx >= 1_600 }
}

type Stack = readonly (readonly [PlannedPanel, number])[]

interface Arrangement {
  /** Where the rails begin below the strip. */
  readonly top: number
  /** Columns of panels from the wall's edge inwards, each from top to bottom with the row it ends at. */
  readonly left: readonly Stack[]
  readonly right: readonly Stack[]
}

const screen: Arrangement = {
  top: 6,
  left: [
    [
      [funnelPanel, 16],
      [classesPanel, 27],
      [trendPanel, 36],
    ],
  ],
  right: [
    [
      [overduePanel, 17],
      [lightsPanel, 36],
    ],
  ],
}

const wide: Arrangement = {
  top: 5,
  left: [
    [
      [funnelPanel, 15],
      [levelsPanel, 22],
      [trendPanel, 36],
    ],
    [
      [sourcesPanel, 16],
      [classesPanel, 27],
      [kindsPanel, 36],
    ],
  ],
  right: [
    [
      [lightsPanel, 24],
      [onTimePanel, 36],
    ],
    [
      [overduePanel, 25],
      [gravePanel, 36],
    ],
  ],
}

const wideDense: Arrangement = {
  ...wide,
  left: [
    [
      [funnelPanel, 15],
      [levelsPanel, 22],
      [statusPanel, 36],
    ],
    ...wide.left.slice(1),
  ],
  right: [
    ...wide.right.slice(0, 1),
    [
      [gravePanel, 15],
      [overduePanel, 25],
      [trendPanel, 36],
    ],
  ],
}

const vast: Arrangement = {
  top: 5,
  left: [
    [
      [funnelPanel, 15],
      [levelsPanel, 22],
      [statusPanel, 36],
    ],
    [
      [sourcesPanel, 20],
      [trendPanel, 36],
    ],
    [
      [classesPanel, 16],
      [kindsPanel, 36],
    ],
  ],
  right: [
    [
      [lightsPanel, 24],
      [onTimePanel, 36],
    ],
    [
      [gravePanel, 15],
      [overduePanel, 36],
    ],
  ],
}

/** From the wall's edge inwards; a panel's title takes two rows, so none begins in the row before a seam. */
const arrangements: Readonly<Record<`${WallShape['kind']}${'' | 'Dense'}`, Arrangement>> = {
  screen,
  screenDense: screen,
  wide,
  wideDense,
  vast,
  vastDense: vast,
}

const tickerRows = 5
const railColumns = pageColumns / 4

/** Stands the columns of one rail side by side; the outermost is first in the list. */
function rail(stacks: readonly Stack[], top: number, side: 'left' | 'right'): PlacedPanel[] {
  const width = railColumns / stacks.length
  return stacks.flatMap((stack, i) => {
    const from = side === 'left' ? i * width : pageColumns - (i + 1) * width
    return stack.map(([{ id }, until], row): PlacedPanel => {
      const begins = row === 0 ? top : (stack[row - 1]?.[1] ?? top)
      return { id, columns: [from, from + width], rows: [begins, until] }
    })
  })
}

/** Where everything stands on a wall of this shape: the map has the centre half. */
export function planOf(shape: WallShape): WallPlan {
  const { top, left, right } = arrangements[`${shape.kind}${shape.isDense ? 'Dense' : ''}`]
  const centre = [railColumns, pageColumns - railColumns] as const
  return {
    shape,
    strip: { columns: [0, pageColumns], rows: [0, top] },
    map: { columns: centre, rows: [top, pageRows - tickerRows] },
    ticker: { columns: centre, rows: [pageRows - tickerRows, pageRows] },
    tickerColumns:
      shape.kind === 'screen' ? 'calc(6 * var(--u)) repeat(3, minmax(0, 1fr))' : 'repeat(6, minmax(0, 1fr))',
    panels: [...rail(left, top, 'left'), ...rail(right, top, 'right')],
  }
}

/** Every panel that some arrangement shows. */
export const plannedPanels: readonly PlannedPanel[] = [
  ...new Set(
    Object.values(arrangements).flatMap(({ left, right }) =>
      [...left, ...right].flatMap(stack => stack.map(([panel]) => panel)),
    ),
  ),
]

/** The panel that a plan means by a name; undefined for a name of another version. */
export const panelNamed = (id: string): PlannedPanel | undefined =>
  plannedPanels.find(panel => panel.id === id)
