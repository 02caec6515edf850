/** Posts reports as fast as they are receipted, over a number of connections at once. */
import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import { nowMs } from '../clock.ts'
import { post } from '../load/post.ts'
import { aReportFrom } from '../load/reporting.ts'
import { serve } from '../program.ts'

export interface ReportersOptions {
  readonly port: number
  readonly members: readonly { readonly cookie: string; readonly scope: string }[]
  readonly atOnce: number
  readonly seconds: number
  readonly seed: number
}

export interface ReportingResult {
  readonly receipted: number
  readonly refused: number
  readonly seconds: number
}

const program = {
  async report({ port, members, atOnce, seconds, seed }: ReportersOptions): Promise<ReportingResult> {
    const random = randomFrom(seed)
    const begunMs = nowMs()
    let [next, receipted, refused] = [0, 0, 0]
    const keepReporting = async () => {
      while (nowMs() - begunMs < seconds * 1_000) {
        const member = members[next++ % members.length]
        if (!member) return
        const body = aReportFrom(member.scope, random)
        const { status } = await post({ port, path: '/api/reports', cookie: member.cookie, body })
        if (status === 201) receipted += 1
        else refused += 1
      }
    }
    await Promise.all(Array.from({ length: atOnce }, keepReporting))
    return { receipted, refused, seconds: (nowMs() - begunMs) / 1_000 }
  },
}

export type Reporters = typeof program
serve(program)
