import type { Page } from 'playwright-core'

/** What was drawn in one frame: when, in milliseconds since the page was asked for, and how many vertices. */
export interface DrawnFrame {
  readonly atMs: number
  readonly vertices: number
}

interface Watched {
  readonly drawn: DrawnFrame[]
  /** When the numbers of the page stood there first. */
  numbersAtMs: number | undefined
}

declare global {
  interface Window {
    benchDrawn: Watched
  }
}

/** Runs in the page before anything else: counts what WebGL is told to draw, frame by frame, on any page alike. */
function watch(numbers: string): void {
  const watched: Watched = { drawn: [], numbersAtMs: undefined }
  window.benchDrawn = watched
  let vertices = 0
  for (const name of ['drawElements', 'drawArrays'] as const) {
    const draw = WebGL2RenderingContext.prototype[name]
    const at = name === 'drawElements' ? 1 : 2
    Object.defineProperty(WebGL2RenderingContext.prototype, name, {
      value(...args: unknown[]) {
        vertices += Number(args[at])
        Reflect.apply(draw, this, args)
      },
    })
  }
  const frame = () => {
    const atMs = performance.now()
    if (vertices > 0) watched.drawn.push({ atMs, vertices })
    vertices = 0
    const shown = numbers === '' ? '0' : (document.querySelector(numbers)?.textContent ?? '')
    if (watched.numbersAtMs === undefined && /\d/.test(shown)) watched.numbersAtMs = atMs
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** Call before the page is opened. `numbers` selects where numbers must stand for a picture to be of use. */
export async function watchDrawing(page: Page, numbers = ''): Promise<void> {
  // What compiles this file marks functions by a call that pages do not know.
  await page.addInitScript('globalThis.__name ??= marked => marked')
  await page.addInitScript(watch, numbers)
}

export const drawingOf = (page: Page): Promise<Watched> => page.evaluate(() => window.benchDrawn)

/**
 * When the picture was of use first: numbers stand, and a frame drew as much of the map as the fullest one that came
 * after it. `NaN` when it never was.
 */
export function usefulAtMs({ drawn, numbersAtMs }: Watched): number {
  const fullest = Math.max(0, ...drawn.map(({ vertices }) => vertices))
  const first = drawn.find(({ vertices }) => vertices >= 0.9 * fullest)
  if (!first || numbersAtMs === undefined) return Number.NaN
  return Math.max(first.atMs, numbersAtMs)
}
