/** Members who walk about their grids; their phones post what they read in the last seconds. */
import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { pause } from '../clock.ts'
import { openPipeline, type Pipeline } from '../load/pipeline.ts'
import { paced } from '../load/pace.ts'
import { serve } from '../program.ts'

export interface Walker {
  readonly cookie: string
  readonly centre: readonly [number, number]
}

export interface WalkersOptions {
  readonly port: number
  readonly walkers: readonly Walker[]
  /** A phone reads its place each second, and posts so many readings together. */
  readonly together: number
  readonly seconds: number
  /** Posts are spread over so many times as long. */
  readonly stretch?: number
}

export interface WalkResult {
  readonly readings: number
  readonly accepted: number
  readonly refused: number
}

const connections = 40
/** 1.2 m of latitude: how far a member walks in a second. */
const strideDeg = 1.2 / 111_000

function bodyOf(place: [number, number], together: number, random: () => number): string {
  const now = Date.now()
  const items = Array.from({ length: together }, (_, nth) => {
    place[0] += (random() - 0.5) * 2 * strideDeg
    place[1] += strideDeg * (random() < 0.5 ? 1 : -1)
    const at = new Date(now - (together - 1 - nth) * 1_000).toISOString()
    return { at, lon: place[0], lat: place[1], accuracyM: 8 }
  })
  return JSON.stringify({ items })
}

const requestOf = (cookie: string, body: string): string =>
  `POST /api/positions HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\n` +
  `content-length: ${body.length}\r\n\r\n${body}`

async function answered(
  pipelines: readonly Pipeline[],
  posts: number,
): Promise<{ accepted: number; refused: number }> {
  const total = () =>
    pipelines.reduce(
      (sum, { answers }) => ({
        accepted: sum.accepted + answers.accepted,
        refused: sum.refused + answers.refused,
      }),
      { accepted: 0, refused: 0 },
    )
  for (let tries = 0; tries < 300; tries += 1) {
    const { accepted, refused } = total()
    if (accepted + refused >= posts) break
    await pause(100)
  }
  return total()
}

const program = {
  async walk({ port, walkers, together, seconds, stretch = 1 }: WalkersOptions): Promise<WalkResult> {
    const random = randomFrom(11)
    const pipelines = await Promise.all(Array.from({ length: connections }, () => openPipeline(port)))
    const places = walkers.map(({ centre: [lon, lat] }): [number, number] => [lon, lat])
    const postsAS = walkers.length / together / stretch
    let posts = 0
    await paced(postsAS, seconds * stretch, async nth => {
      const at = nth % walkers.length
      const [walker, place] = [walkers[at], places[at]]
      if (!walker || !place) return
      posts += 1
      pipelines[nth % connections]?.send(requestOf(walker.cookie, bodyOf(place, together, random)))
    })
    const answers = await answered(pipelines, posts)
    for (const pipeline of pipelines) pipeline.close()
    return { readings: posts * together, ...answers }
  },
}

export type Walkers = typeof program
serve(program)
