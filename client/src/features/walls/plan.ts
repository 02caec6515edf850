/** The panels a wall can show. */
export const panelIds = [
  'funnel',
  'levels',
  'status',
  'sources',
  'classes',
  'kinds',
  'overdue',
  'lights',
  'onTime',
  'trend',
  'grave',
] as const
export type PanelId = (typeof panelIds)[number]

/** What each panel counts from: the division's numbers, or the open cases themselves. */
export const panelSources = {
  funnel: 'numbers',
  levels: 'numbers',
  status: 'numbers',
  sources: 'numbers',
  classes: 'numbers',
  kinds: 'cases',
  overdue: 'cases',
  lights: 'numbers',
  onTime: 'numbers',
  trend: 'numbers',
  grave: 'cases',
} as const satisfies Readonly<Record<PanelId, 'numbers' | 'cases'>>

/** A place on the page's grid of 48 columns and 36 rows; lines are counted from 0, `to` is exclusive. */
export interface Place {
  readonly columns: readonly [from: number, to: number]
  readonly rows: readonly [from: number, to: number]
}

export interface PlacedPanel extends Place {
  readonly id: PanelId
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

export const pageColumns = 48
/** Rows are 5/3 of a label high, so that the seams at 1/2, 1/3 and 1/4 of the height fall between rows of text. */
export const pageRows = 36

/** Height of a label in pixels: a sixtieth of the wall; nothing is written smaller. */
export const labelPx = (heightPx: number): number => heightPx / 60

/** Which arrangement a canvas gets, by the real dots it has. */
export function shapeOf(widthPx: number, heightPx: number): WallShape {
  const ratio = widthPx / heightPx
  return { kind: ratio >= 4.4 ? 'vast' : ratio >= 2.6 ? 'wide' : 'screen', isDense: heightPx >= 1_600 }
}

type Stack = readonly (readonly [PanelId, number])[]

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
      ['funnel', 16],
      ['classes', 27],
      ['trend', 36],
    ],
  ],
  right: [
    [
      ['overdue', 17],
      ['lights', 36],
    ],
  ],
}

const wide: Arrangement = {
  top: 5,
  left: [
    [
      ['funnel', 15],
      ['levels', 22],
      ['trend', 36],
    ],
    [
      ['sources', 16],
      ['classes', 27],
      ['kinds', 36],
    ],
  ],
  right: [
    [
      ['lights', 24],
      ['onTime', 36],
    ],
    [
      ['overdue', 25],
      ['grave', 36],
    ],
  ],
}

const wideDense: Arrangement = {
  ...wide,
  left: [
    [
      ['funnel', 15],
      ['levels', 22],
      ['status', 36],
    ],
    ...wide.left.slice(1),
  ],
  right: [
    ...wide.right.slice(0, 1),
    [
      ['grave', 15],
      ['overdue', 25],
      ['trend', 36],
    ],
  ],
}

const vast: Arrangement = {
  top: 5,
  left: [
    [
      ['funnel', 15],
      ['levels', 22],
      ['status', 36],
    ],
    [
      ['sources', 20],
      ['trend', 36],
    ],
    [
      ['classes', 16],
      ['kinds', 36],
    ],
  ],
  right: [
    [
      ['lights', 24],
      ['onTime', 36],
    ],
    [
      ['grave', 15],
      ['overdue', 36],
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
    return stack.map(([id, until], row): PlacedPanel => {
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

/** Rows of text a panel has room for below its title and above its edge. */
export const textRows = ({ rows: [from, to] }: Place): number => to - from - 3
