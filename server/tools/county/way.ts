import type { Spot } from './ground.ts'

/** A corner that several borders share. */
export interface Corner extends Spot {
  readonly ways: Way[]
}

/** One connected area that borders enclose, before slivers are joined to a neighbour. */
export interface Face {
  readonly first: Way
  readonly area: number
  /** The site whose land it is. */
  readonly site: number
  cell: GridCell | undefined
}

/** The future grid: one site's land. */
export interface GridCell {
  readonly site: number
  faces: Face[]
}

/** A border seen from one side: `face` lies left of it. Both sides are made together and share every corner and bend. */
export class Way {
  readonly from: Corner
  readonly to: Corner
  /** The site left of it; undefined outside the county. */
  readonly site: number | undefined
  readonly twin: Way
  next: Way = this
  face: Face | undefined
  /** Points between `from` and `to`, in this order. */
  bends: readonly Spot[] = []

  constructor(
    ends: { from: Corner; to: Corner },
    sites: { left: number | undefined; right: number | undefined },
    twin?: Way,
  ) {
    this.from = ends.from
    this.to = ends.to
    this.site = sites.left
    this.twin =
      twin ?? new Way({ from: ends.to, to: ends.from }, { left: sites.right, right: sites.left }, this)
    this.from.ways.push(this)
  }

  bend(spots: readonly Spot[]): void {
    this.bends = spots
    this.twin.bends = [...spots].reverse()
  }

  get cell(): GridCell | undefined {
    return this.face?.cell
  }
}
