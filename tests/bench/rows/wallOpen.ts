import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../../journeys/chromium.ts'
import { median } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import type { RowOutcome, BenchRow } from '../row.ts'
import { serveBare } from '../wall/barePage.ts'
import { drawingOf, usefulAtMs } from '../wall/drawing.ts'
import { areasOf, pointsOf, putMembers } from '../wall/members.ts'
import { untilQuiet, visitBare, visitWall, type Visit } from '../wall/visit.ts'

const sizes = {
  small: { members: 350, times: 1 },
  usual: { members: 3_500, times: 3 },
  full: { members: 3_500, times: 7 },
} as const

async function usefulMs(visit: Visit): Promise<number> {
  await untilQuiet(visit)
  const useful = usefulAtMs(await drawingOf(visit.page))
  await visit.leave()
  return useful
}

/** The box that the wall gives its map. */
async function mapBox(visit: Visit): Promise<{ width: number; height: number }> {
  await untilQuiet(visit)
  const box = await visit.page.locator('canvas.maplibregl-canvas').boundingBox()
  await visit.leave()
  if (!box) throw new Error('the wall shows no map')
  return { width: Math.round(box.width), height: Math.round(box.height) }
}

/** Bytes of script, zipped, that the wall asked for until its map was drawn; and which of it is the desk's. */
async function scriptsOf(
  ground: BenchGround,
  browser: Browser,
): Promise<{ kb: number; desk: number; names: string }> {
  const visit = await visitWall(ground, browser)
  await untilQuiet(visit)
  const useful = usefulAtMs(await drawingOf(visit.page))
  const paths = await visit.page.evaluate(
    untilMs =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => !(startTime > untilMs))
        .map(({ name }) => new URL(name).pathname)
        .filter(path => /\.m?js$/.test(path)),
    useful,
  )
  const loaded = await Promise.all(
    [...new Set(paths)].map(async path => {
      const answer = await visit.page.request.get(`${ground.site.url}${path}`)
      return { path, bytes: gzipSync(await answer.body()).length }
    }),
  )
  await visit.leave()
  return {
    kb: loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000,
    desk: loaded.filter(({ path }) => /desk|element-plus|vant/i.test(path)).length,
    names: loaded
      .map(({ path, bytes }) => `${path.split('/').at(-1) ?? ''} ${Math.round(bytes / 1_000)}`)
      .join(', '),
  }
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { members, times } = sizes[ground.size]
  await putMembers(ground, members)
  const browser = await launchChromium()
  try {
    const map = await mapBox(await visitWall(ground, browser))
    const [areas, points] = [await areasOf(ground), await pointsOf(ground)]
    const bare = await serveBare({ areas, points, map })
    const [ours, baseline]: [number[], number[]] = [[], []]
    for (let nth = 0; nth < times; nth += 1) {
      baseline.push(await usefulMs(await visitBare(browser, bare.url)))
      ours.push(await usefulMs(await visitWall(ground, browser)))
    }
    const scripts = await scriptsOf(ground, browser)
    await bare.close()
    return {
      size: `${points.features.length} members, map of ${map.width} × ${map.height}; ${times} times, median`,
      lines: [
        {
          what: 'wall: first useful picture',
          unit: 'ms',
          ours: median(ours),
          bare: median(baseline),
          budget: { kind: 'ratioAtMost', most: 1.5 },
        },
        {
          what: 'wall: scripts before its map is there, gzip',
          unit: 'kB',
          ours: scripts.kb,
          bare: undefined,
          budget: { kind: 'oursAtMost', most: 600 },
        },
        {
          what: 'wall: files of the desk among them',
          unit: 'files',
          ours: scripts.desk,
          bare: undefined,
          budget: { kind: 'oursAtMost', most: 0 },
        },
      ],
      faults: {},
      context: { scripts: scripts.names, oursMs: ours.join(), bareMs: baseline.join() },
    }
  } finally {
    await browser.close()
  }
}

/** The county's wall from an empty cache to a picture one can work with, and what it loads for that. */
export const wallOpen: BenchRow = { name: 'wallOpen', run }
