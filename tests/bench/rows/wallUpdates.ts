import { launchChromium } from '../../journeys/chromium.ts'
import type { BenchGround } from '../ground.ts'
import type { RowOutcome, BenchRow } from '../row.ts'
import { serveBare } from '../wall/barePage.ts'
import { areasOf, pointsOf, putMembers } from '../wall/members.ts'
import { heapAfter, moveBare, moveWall, redrawEachSecond } from '../wall/redraws.ts'
import { untilQuiet, visitBare, visitWall } from '../wall/visit.ts'

/** The wall itself draws at most once a second; while redraws are hurried, that second is shortened to this. */
const hurriedMs = 30

const sizes = {
  small: { members: 350, seconds: 6, first: 50, last: 200 },
  usual: { members: 3_500, seconds: 10, first: 60, last: 300 },
  full: { members: 3_500, seconds: 60, first: 1_000, last: 10_000 },
} as const

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { members, seconds, first, last } = sizes[ground.size]
  await putMembers(ground, members)
  const browser = await launchChromium()
  const [areas, points] = [await areasOf(ground), await pointsOf(ground)]
  const bare = await serveBare({ areas, points, map: { width: 1_909, height: 769 } })
  try {
    const plain = await visitBare(browser, bare.url)
    await untilQuiet(plain)
    await moveBare(plain)
    const baseline = await redrawEachSecond(plain, seconds)
    await plain.leave()

    const wall = await visitWall(ground, browser)
    await untilQuiet(wall)
    await moveWall(wall)
    const ours = await redrawEachSecond(wall, seconds)
    await wall.page.evaluate(ms => {
      const wait = window.setTimeout.bind(window)
      Object.defineProperty(window, 'setTimeout', {
        value: (run: () => void, delay = 0) => wait(run, Math.min(delay, ms)),
      })
    }, hurriedMs)
    const begun = await heapAfter(wall, first)
    const ended = await heapAfter(wall, last - first)
    await wall.leave()
    return {
      size: `${points.features.length} members for ${seconds} s; ${first} and ${last} redraws, hurried`,
      lines: [
        {
          what: 'wall: main thread’s CPU for an update at 1 Hz',
          unit: 'ms',
          ours: ours.threadMs,
          bare: baseline.threadMs,
          budget: { kind: 'ratioAtMost', most: 2 },
        },
        {
          what: `wall: heap after ${last} redraws beside ${first}`,
          unit: 'MB',
          ours: ended / 1e6,
          bare: begun / 1e6,
          budget: { kind: 'ratioAtMost', most: 1.05 },
        },
      ],
      faults: {},
      context: {},
    }
  } finally {
    await browser.close()
    await bare.close()
  }
}

/** Members that move each second on a wall that stays on for months. */
export const wallUpdates: BenchRow = { name: 'wallUpdates', run }
