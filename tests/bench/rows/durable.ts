import { startProgram } from '../child.ts'
import { cpuS } from '../clock.ts'
import type { BenchGround } from '../ground.ts'
import { newestReports } from '../load/rows.ts'
import type { BareWriter } from '../programs/bareWriter.ts'
import type { Reporters } from '../programs/reporters.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

const sizes = {
  small: { rounds: 1, seconds: 3 },
  usual: { rounds: 3, seconds: 5 },
  full: { rounds: 4, seconds: 15 },
} as const
const atOnce = 32
const samples = 200
/** Members who report: few enough that the server has met all of them before it is measured. */
const reporting = 64

interface PostTally {
  n: number
  seconds: number
}

const rateOf = ({ n, seconds }: PostTally): number => n / seconds

async function counts(ground: BenchGround): Promise<{ reports: number; facts: number }> {
  const { rows } = await ground.database.pool.query<{ reports: string; facts: string }>(
    `select (select count(*) from reports) as reports,
            (select count(*) from outbox where name = 'case.opened' and (seq is null or seq > 0)) as facts`,
  )
  return { reports: Number(rows[0]?.reports), facts: Number(rows[0]?.facts) }
}

/** Rounds of ours and of the bare driver in turn, so that whatever else the machine does falls on both. */
async function run(ground: BenchGround): Promise<RowOutcome> {
  const { rounds, seconds } = sizes[ground.size]
  const reporters = startProgram<Reporters>('reporters')
  const writer = startProgram<BareWriter>('bareWriter')
  const members = ground.people.filter(({ role }) => role === 'gridMember').slice(0, reporting)
  const options = { port: ground.port, members, atOnce }
  const report = (seed: number, s: number) => reporters.ask('report', { ...options, seed, seconds: s })
  await report(0, 1)
  const [product, bare] = [
    { n: 0, seconds: 0 },
    { n: 0, seconds: 0 },
  ]
  let [refused, lost, cpu] = [0, 0, 0]
  for (let round = 1; round <= rounds; round += 1) {
    const [before, cpuBefore] = [await counts(ground), cpuS(ground.site.pid)]
    const reported = await report(round, seconds)
    cpu += cpuS(ground.site.pid) - cpuBefore
    const after = await counts(ground)
    product.n += reported.receipted
    product.seconds += reported.seconds
    refused += reported.refused
    lost += Math.abs(reported.receipted - (after.reports - before.reports))
    lost += Math.abs(reported.receipted - (after.facts - before.facts))
    const sampled = await newestReports(ground.database.pool, samples)
    const asked = { databaseUrl: ground.database.url, samples: sampled, atOnce, seconds }
    const written = await writer.ask('write', asked)
    bare.n += written.rows
    bare.seconds += written.seconds
  }
  await Promise.all([reporters.stop(), writer.stop()])
  return {
    size: `${atOnce} at once, ${rounds} × ${seconds} s each`,
    lines: [
      {
        what: 'durable reports through HTTP',
        unit: '/s',
        ours: rateOf(product),
        bare: rateOf(bare),
        budget: { kind: 'ratioAtLeast', least: 0.5 },
      },
    ],
    faults: { refused, lost },
    context: { reports: product.n, serverCpuMsAReport: (cpu * 1_000) / product.n },
  }
}

/** Reports that are receipted and durable each second, with everything that belongs to one. */
export const durable: BenchRow = { name: 'durable', run }
