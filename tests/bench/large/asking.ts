import { nowMs } from '../clock.ts'
import { median, type Figure } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import { get } from '../load/post.ts'

/** So often is each asked; the first of them, which finds nothing in any memory, does not count. */
const times = 15

/** A statement with its values, prepared as a good driver would. */
export interface BareQuery {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

/** A question of ours beside what a bare driver would ask for the same rows. */
export interface AskedBeside {
  readonly what: string
  readonly path: string
  readonly bare: readonly BareQuery[]
}

/** Answers of the server in turn with the bare queries, so that whatever else the machine does falls on both. */
export async function beside(
  ground: BenchGround,
  { what, path, bare }: AskedBeside,
): Promise<Figure & { readonly rows: number }> {
  const [ours, queried]: [number[], number[]] = [[], []]
  let rows = 0
  for (let nth = 0; nth <= times; nth += 1) {
    const begunMs = nowMs()
    const { status, text } = await get({ port: ground.port, path: `/api${path}`, cookie: dutyOf(ground) })
    const askedMs = nowMs()
    if (status !== 200) throw new Error(`${path} was answered ${status}: ${text}`)
    rows = 0
    for (const query of bare) {
      const read = await ground.database.pool.query({ ...query, values: [...query.values] })
      rows += read.rows.length
    }
    if (nth === 0) continue
    ours.push(askedMs - begunMs)
    queried.push(nowMs() - askedMs)
  }
  return { what, unit: 'ms', ours: median(ours), bare: median(queried), budget: { kind: 'none' }, rows }
}

/** The county's duty officer, who sees all. */
export function dutyOf({ people }: BenchGround): string {
  const duty = people.find(({ role }) => role === 'countyDuty')
  if (!duty) throw new Error('the county has no duty officer')
  return duty.cookie
}
