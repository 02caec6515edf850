import type { MapTheme } from './theme.ts'

/** Levels as they are drawn: colour and shape, gravest last so that a greater rank is graver. */
export const markLevels = ['blue', 'yellow', 'orange', 'red'] as const
export type MarkLevel = (typeof markLevels)[number]

/** Rank of a level for expressions that take the worst of a cluster: 0 blue … 3 red. */
export const rankOf = (level: MarkLevel): number => markLevels.indexOf(level)

type ShapeCorner = readonly [x: number, y: number]

const around = (count: number, turn: number): ShapeCorner[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = ((i + turn) / count) * 2 * Math.PI
    return [Math.sin(angle), -Math.cos(angle)]
  })

/** Corners of each shape on the unit circle; the circle itself has none. */
const corners: Readonly<Record<MarkLevel, readonly ShapeCorner[]>> = {
  red: around(8, 0.5),
  orange: around(3, 0).map(([x, y]) => [x * 1.1, y * 1.1 + 0.12]),
  yellow: around(4, 0).map(([x, y]) => [x * 1.05, y * 1.05]),
  blue: [],
}

/** Names of the drawn pictures: `mark-red`, `mark-red-late`, `group-red`, `group-red-late`. */
export const markName = (kind: 'mark' | 'group', level: MarkLevel, late: boolean): string =>
  `${kind}-${level}${late ? '-late' : ''}`

const namePattern = /^(mark|group)-(red|orange|yellow|blue)(-late)?$/

/** What a picture's name asks for; undefined for a picture that is not ours. */
export function markOf(name: string) {
  const [, kind, word, late] = namePattern.exec(name) ?? []
  const level = markLevels.find(one => one === word)
  return level && { isGroup: kind === 'group', level, isLate: late !== undefined }
}

type Pen = CanvasRenderingContext2D

function outline(pen: Pen, level: MarkLevel, radius: number): void {
  pen.beginPath()
  if (corners[level].length === 0) pen.arc(0, 0, radius * 0.9, 0, 2 * Math.PI)
  corners[level].forEach(([x, y], i) =>
    i === 0 ? pen.moveTo(x * radius, y * radius) : pen.lineTo(x * radius, y * radius),
  )
  pen.closePath()
}

/** Radius of a case's mark, and of a cluster's, in labels' heights. */
const markRadiusU = { mark: 0.62, group: 1.15 } as const
/** The ring of lateness, in radii of its mark. */
const lateRing = { middle: { mark: 1.45, group: 1.36 }, width: { mark: 0.2, group: 0.15 } } as const

/** Draws one mark: filled shape with an edge of ground, and a ring of the same hue when overdue. Undefined when not ours. */
export function drawMark(name: string, { u, colour }: MapTheme, ratio: number): ImageData | undefined {
  const mark = markOf(name)
  if (!mark) return undefined
  const kind = mark.isGroup ? 'group' : 'mark'
  const radius = markRadiusU[kind] * u * ratio
  const side = Math.ceil(radius * (mark.isLate ? 3.4 : 2.6))
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  pen.translate(side / 2, side / 2)
  pen.lineJoin = 'round'
  outline(pen, mark.level, radius)
  pen.lineWidth = radius * 0.45
  pen.strokeStyle = colour.ground
  pen.stroke()
  pen.fillStyle = colour[`level-${mark.level}`]
  pen.fill()
  if (mark.isLate) {
    pen.strokeStyle = colour[`level-${mark.level}`]
    ring(pen, kind, radius)
  }
  return pen.getImageData(0, 0, side, side)
}

function ring(pen: Pen, kind: keyof typeof markRadiusU, radius: number): void {
  pen.beginPath()
  pen.arc(0, 0, radius * lateRing.middle[kind], 0, 2 * Math.PI)
  pen.lineWidth = radius * lateRing.width[kind]
  pen.stroke()
}
