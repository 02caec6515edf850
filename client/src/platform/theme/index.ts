import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/500.css'
import '@fontsource/noto-sans-sc/700.css'
import './tokens.css'
import './base.css'

export {
  appearance,
  appearances,
  applyTheme,
  chooseAppearance,
  isChosenHere,
  shade,
  type Theme,
} from './appearance.ts'
export { chooseTextSize, onScreenPx, textSize, textSizes } from './textSize.ts'

/** The family every canvas must name too: charts and maps do not read the page's styles. */
export const fontFamily = '"Noto Sans SC", sans-serif'

/** The value of a colour token under the present theme, for canvases. */
export const tokenOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
