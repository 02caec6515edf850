import { fontFamily, tokenOf } from '../theme/index.ts'

/** What an option needs to know of the page: a canvas reads no style sheets. */
export interface ChartTheme {
  /** Height of a label in CSS pixels. */
  readonly u: number
  readonly font: string
  readonly text: string
  readonly muted: string
  readonly faint: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly ok: string
  readonly amber: string
  /** The viewer asked for less motion. */
  readonly isCalm: boolean
}

export const readChartTheme = (u: number): ChartTheme => ({
  u,
  font: fontFamily,
  text: tokenOf('text'),
  muted: tokenOf('text-muted'),
  faint: tokenOf('text-faint'),
  line: tokenOf('line'),
  surface: tokenOf('surface-raised'),
  accent: tokenOf('accent'),
  ok: tokenOf('ok'),
  amber: tokenOf('level-orange'),
  isCalm: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
})
