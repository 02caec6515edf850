import { Map as Engine, prewarm, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { MapTheme } from './theme.ts'

setWorkerUrl(workerUrl)
// The worker starts while the page is still being put together.
prewarm()

/** A canvas of this many pixels a side is sharp on every wall; MapLibre's own 4096 silently blurs wider ones. */
const widestCanvas: [number, number] = [8_192, 8_192]

/** Nothing but the ground: layers come upon it. */
export const emptyStyle = (ground: string): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: 'ground', type: 'background', paint: { 'background-color': ground } }],
})

/**
 * An empty map that asks nobody outside: no tiles, no glyphs, no sprites; all text is drawn from the page's own
 * font. It neither turns nor tilts: north is up.
 * Throws where the browser has no WebGL2.
 */
export function openMap(container: HTMLElement, { colour, font }: MapTheme): Engine {
  const map = new Engine({
    container,
    style: emptyStyle(colour.ground),
    center: [115.62, 33.17],
    zoom: 9,
    minZoom: 7,
    maxZoom: 17,
    attributionControl: false,
    maxCanvasSize: widestCanvas,
    localIdeographFontFamily: font,
    fadeDuration: 0,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  return map
}
