import {
  Marker,
  type GeoJSONSource,
  type Map as Engine,
  type MapGeoJSONFeature,
  type PointLike,
} from 'maplibre-gl'
import type { Position } from '@shuniu/shared/kernel'
import type { Bounds } from './bounds.ts'
import { emptyStyle, openMap } from './engine.ts'
import { stacked, type MapLayer, type PickedFeature } from './layer.ts'
import { mountLayer, partIds, type Mounted } from './mounted.ts'
import { drawMark } from './shapes.ts'
import type { MapTheme } from './theme.ts'

export interface StageEvents {
  /** The user has moved the map: from now on it is theirs. */
  gesture(): void
  ready(): void
  /** For the first time, nothing is left to be drawn. */
  drawn(): void
  /** What stands where has changed. */
  moved(): void
  /** The map now stands at this zoom. */
  zoomed(zoom: number): void
  /** Nothing pickable lies there. */
  missed(): void
  /** The browser has taken the graphics away: nothing is drawn until `restored`. */
  lost(): void
  restored(): void
}

/** Where places stand on the screen at this moment, in pixels from the map's upper left corner. */
export interface MapView {
  readonly project: (position: Position) => readonly [x: number, y: number]
  readonly unproject: (at: readonly [x: number, y: number]) => Position
}

const easeMs = 600

/** The one map of a page. Knows layers as data and nothing of what they mean. */
export class MapStage {
  readonly #map: Engine
  readonly #events: StageEvents
  #theme: MapTheme
  #layers: readonly MapLayer[] = []
  #mounted: Mounted[] = []
  #isLoaded = false

  constructor(container: HTMLElement, theme: MapTheme, events: StageEvents) {
    this.#events = events
    this.#theme = theme
    this.#map = openMap(container, theme)
    // The map is told what to draw before its first frame, which takes longest, and not after it.
    void this.#map.once('style.load', () => {
      this.#isLoaded = true
      this.#mount()
      events.ready()
      void this.#map.once('idle', () => events.drawn())
    })
    this.#survive()
    this.#map.setMissingStyleImageResolver(id => this.#draw(id))
    this.#map.on('move', () => events.moved())
    this.#map.on('zoomend', () => events.zoomed(this.#map.getZoom()))
    this.#map.on('click', ({ point }) => void this.#pick([point.x, point.y]))
    this.#map.on('mousemove', ({ point }) => this.#point([point.x, point.y]))
    for (const move of ['dragstart', 'zoomstart'] as const) {
      this.#map.on(move, event => event.originalEvent && events.gesture())
    }
  }

  /** Takes the layers, lowest first by what they name; replaces those mounted before. */
  setLayers(layers: readonly MapLayer[]): void {
    this.#layers = stacked(layers)
    if (this.#isLoaded) this.#mount()
  }

  /** Draws everything anew at another size or in other colours. */
  setTheme(theme: MapTheme): void {
    this.#theme = theme
    if (!this.#isLoaded) return
    for (const id of this.#map.listImages()) this.#map.removeImage(id)
    this.#map.setPaintProperty('ground', 'background-color', theme.colour.ground)
    this.#mount()
  }

  /** Brings the box into view; `isCalm` without a move to watch. */
  show([west, south, east, north]: Bounds, isCalm: boolean): void {
    const padding = this.#theme.u * 1.6
    this.#map.fitBounds([west, south, east, north], { padding, duration: isCalm ? 0 : easeMs, maxZoom: 16 })
  }

  /** What is put in here lies over the map; presses that it does not keep move the map. */
  get overlay(): HTMLElement {
    return this.#map.getCanvasContainer()
  }

  /** The present view; another after each move. */
  view(): MapView {
    return {
      project: ([lon, lat]) => {
        const { x, y } = this.#map.project([lon, lat])
        return [x, y]
      },
      unproject: ([x, y]) => {
        const { lng, lat } = this.#map.unproject([x, y])
        return [lng, lat]
      },
    }
  }

  zoomBy(steps: number): void {
    this.#map.zoomTo(this.#map.getZoom() + steps, { duration: 200 })
  }

  /** A ring that pulses around a place; ends by the returned call. Drawn by the page, so the map itself stays at rest. */
  pulse(at: Position, level: string): () => void {
    const ring = document.createElement('span')
    ring.className = `map-pulse ${level}`
    ring.setAttribute('aria-hidden', 'true')
    const marker = new Marker({ element: ring }).setLngLat(at).addTo(this.#map)
    return () => void marker.remove()
  }

  dispose(): void {
    if (this.#isLoaded) this.#unmount()
    for (const layer of this.#mounted) layer.rest()
    this.#map.remove()
  }

  #mount(): void {
    this.#unmount()
    this.#mounted = this.#layers.map(layer => mountLayer(this.#map, layer, this.#theme))
  }

  #unmount(): void {
    for (const layer of this.#mounted.reverse()) layer.remove()
    this.#mounted = []
  }

  /** With the graphics everything drawn is gone, the colours by state too: when they are back, all of it is put on anew. */
  #survive(): void {
    this.#map.on('webglcontextlost', () => {
      this.#isLoaded = false
      for (const layer of this.#mounted) layer.rest()
      this.#mounted = []
      this.#events.lost()
    })
    this.#map.on('webglcontextrestored', () => {
      this.#map.setStyle(emptyStyle(this.#theme.colour.ground), { diff: false })
      void this.#map.once('style.load', () => {
        this.#isLoaded = true
        this.#map.setMissingStyleImageResolver(id => this.#draw(id))
        this.#mount()
        this.#events.restored()
      })
    })
  }

  #draw(id: string): void {
    const ratio = window.devicePixelRatio
    const mark = drawMark(id, this.#theme, ratio)
    if (mark && !this.#map.hasImage(id)) this.#map.addImage(id, mark, { pixelRatio: ratio })
  }

  #pickable(): string[] {
    return this.#layers
      .filter(layer => layer.pick)
      .flatMap(layer => partIds(layer, this.#theme))
      .filter(id => this.#map.getLayer(id))
  }

  #under([x, y]: readonly [number, number]): MapGeoJSONFeature | undefined {
    if (!this.#isLoaded) return undefined
    const reach = this.#theme.u * 0.4
    const box: [PointLike, PointLike] = [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ]
    const layers = this.#pickable()
    const [exact] = this.#map.queryRenderedFeatures([x, y], { layers })
    const near = this.#map.queryRenderedFeatures(box, { layers }).find(one => one.geometry.type === 'Point')
    return near ?? exact
  }

  #point(at: readonly [number, number]): void {
    this.#map.getCanvas().style.cursor = this.#under(at) ? 'pointer' : ''
  }

  async #pick(point: [number, number]): Promise<void> {
    const hit = this.#under(point)
    const layer = hit && this.#layers.find(one => one.id === hit.source)
    if (!hit || !layer) return this.#events.missed()
    const { lng, lat } = this.#map.unproject(point)
    if (hit.properties['cluster'] === true) return this.#open(hit, [lng, lat])
    layer.pick?.(pickedOf(hit, [lng, lat]))
  }

  /** A cluster opens by going nearer, which is the user's own move. */
  async #open(cluster: MapGeoJSONFeature, center: [number, number]): Promise<void> {
    this.#events.gesture()
    const source = this.#map.getSource<GeoJSONSource>(cluster.source)
    const zoom = await source?.getClusterExpansionZoom(Number(cluster.properties['cluster_id']))
    if (zoom !== undefined) this.#map.easeTo({ center, zoom: Math.min(zoom + 0.2, 17), duration: easeMs })
  }
}

const pickedOf = ({ properties }: MapGeoJSONFeature, at: readonly [number, number]): PickedFeature => ({
  id: String(properties['id'] ?? properties['code']),
  at,
})
