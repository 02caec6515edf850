import type { Visit } from './visit.ts'

/** What moving the points once cost the page, on average. */
export interface Redrawn {
  readonly updates: number
  /** CPU of the page's main thread for one update, in milliseconds. */
  readonly threadMs: number
}

interface Store {
  readonly byMember: ReadonlyMap<string, { readonly lon: number; readonly lat: number }>
  hear(frame: { readonly rows: readonly object[] }): void
}

declare global {
  interface Window {
    /** Moves every point of the page a little, as a frame of positions would; gives how many there are. */
    benchMove: () => number
    benchMap: {
      getSource(id: string): { setData(points: object): void }
    }
  }
}

/** The wall is told through its store, exactly as a frame from the server tells it. */
export const moveWall = ({ page }: Visit): Promise<void> =>
  page.evaluate(() => {
    const root = document.querySelector('#app')
    const app: unknown = root && Reflect.get(root, '__vue_app__')
    const stores: Map<string, unknown> = Reflect.get(
      Reflect.get(Reflect.get(Reflect.get(Object(app), 'config'), 'globalProperties'), '$pinia'),
      '_s',
    )
    window.benchMove = () => {
      const store: Store = Object(stores.get('positions'))
      const at = new Date().toISOString()
      const rows = [...store.byMember.values()].map(fix => {
        return {
          ...fix,
          at,
          lon: fix.lon + (Math.random() - 0.5) * 4e-4,
          lat: fix.lat + (Math.random() - 0.5) * 4e-4,
        }
      })
      store.hear({ rows })
      return rows.length
    }
  })

/** The bare page sets the data of its source, and does nothing else. */
export const moveBare = ({ page }: Visit): Promise<void> =>
  page.evaluate(async () => {
    const answer = await fetch('/points.json')
    const points: { features: { geometry: { coordinates: [number, number] } }[] } = await answer.json()
    window.benchMove = () => {
      const features = points.features.map(({ geometry: { coordinates }, ...feature }) => {
        const [lon, lat] = coordinates
        const moved = [lon + (Math.random() - 0.5) * 4e-4, lat + (Math.random() - 0.5) * 4e-4]
        return { ...feature, geometry: { type: 'Point', coordinates: moved } }
      })
      window.benchMap.getSource('points').setData({ type: 'FeatureCollection', features })
      return features.length
    }
  })

async function threadMs({ session }: Visit): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
}

/** Moves the points once a second, and counts what that costs the main thread in time of the processor. */
export async function redrawEachSecond(visit: Visit, seconds: number): Promise<Redrawn> {
  await visit.session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await threadMs(visit)
  await visit.page.evaluate(async updates => {
    for (let nth = 0; nth < updates; nth += 1) {
      window.benchMove()
      await new Promise(resolve => setTimeout(resolve, 1_000))
    }
  }, seconds)
  return { updates: seconds, threadMs: ((await threadMs(visit)) - before) / seconds }
}

/** Moves the points so many times, as fast as they are drawn, and gives the heap after a forced collection, in bytes. */
export async function heapAfter(visit: Visit, redraws: number): Promise<number> {
  await visit.page.evaluate(async n => {
    for (let nth = 0; nth < n; nth += 1) {
      window.benchMove()
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)))
    }
  }, redraws)
  await visit.session.send('HeapProfiler.enable')
  await visit.session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await visit.session.send('Runtime.getHeapUsage')
  return usedSize
}
