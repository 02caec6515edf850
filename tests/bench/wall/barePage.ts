import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CountyMap } from '@shuniu/shared/grids'
import type { Points } from './members.ts'

const engineFolder = join(import.meta.dirname, '../../../client/node_modules/maplibre-gl/dist')

const types: Readonly<Record<string, string>> = { '.mjs': 'text/javascript', '.css': 'text/css' }

export interface BareOptions {
  readonly areas: CountyMap
  readonly points: Points
  readonly map: { readonly width: number; readonly height: number }
}

/** A page with nothing but MapLibre, the same polygons and the same points. */
const page = ({ map }: BareOptions): string => `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/maplibre-gl.css"><style>body{margin:0}#map{width:${map.width}px;height:${map.height}px}</style>
<div id="map"></div><script type="module">
import { Map as Engine, setWorkerUrl } from '/maplibre-gl.mjs'
setWorkerUrl('/maplibre-gl-worker.mjs')
const [areas, points] = await Promise.all(['/areas.json', '/points.json'].map(async path => (await fetch(path)).json()))
const map = new Engine({ container: 'map', center: [115.62, 33.17], zoom: 9, attributionControl: false, fadeDuration: 0,
  maxCanvasSize: [8192, 8192], renderWorldCopies: false,
  style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#0b1622' } }] } })
window.benchMap = map
map.on('load', () => {
  const rings = areas.county.geometry.coordinates[0]
  const [lons, lats] = [rings.map(([lon]) => lon), rings.map(([, lat]) => lat)]
  map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { duration: 0, padding: 30 })
  const layer = (id, data, type, paint) => { map.addSource(id, { type: 'geojson', data }); map.addLayer({ id, source: id, type, paint }) }
  layer('county', areas.county, 'fill', { 'fill-color': '#12202f' })
  layer('townships', areas.townships, 'fill', { 'fill-color': '#2a6694', 'fill-opacity': 0.5 })
  layer('villages', areas.villages, 'line', { 'line-color': '#3a4a5c', 'line-width': 0.6 })
  layer('points', points, 'circle', { 'circle-radius': 3, 'circle-color': '#8fa3b8' })
})
</script>`

export interface BarePage {
  readonly url: string
  close(): Promise<void>
}

export async function serveBare(options: BareOptions): Promise<BarePage> {
  const made: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', page(options)],
    '/areas.json': ['application/json', JSON.stringify(options.areas)],
    '/points.json': ['application/json', JSON.stringify(options.points)],
  }
  const read = async (path: string): Promise<readonly [type: string, content: string | Buffer]> => {
    const known = made[path]
    if (known) return known
    if (!/^\/maplibre-gl[\w-]*\.(mjs|css)$/.test(path)) return ['text/plain', '']
    return [types[extname(path)] ?? 'text/plain', await readFile(join(engineFolder, path))]
  }
  const zipped = new Map<string, Buffer>()
  const http = createServer((request, answer) => {
    const path = request.url ?? '/'
    void read(path).then(([type, content]) => {
      const body = zipped.get(path) ?? gzipSync(content)
      zipped.set(path, body)
      answer.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(body)
    })
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
    },
  }
}
