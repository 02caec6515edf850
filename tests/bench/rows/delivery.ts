import { randomFrom } from '@shuniu/server/tools/county/random.ts'
import type { Receipt } from '@shuniu/shared/reports'
import {
  checkHistory,
  faultKinds,
  keptFacts,
  keyOf,
  entitlementOf,
  type KeptFact,
} from '../../builders/history.ts'
import { until } from '../../builders/watcher.ts'
import { startProgram } from '../child.ts'
import { nowMs, pause } from '../clock.ts'
import { percentile } from '../figures.ts'
import type { BenchGround } from '../ground.ts'
import { paced } from '../load/pace.ts'
import { post } from '../load/post.ts'
import { aReportFrom } from '../load/reporting.ts'
import { seatConsoles, seatPhones, type Seated } from '../load/seating.ts'
import type { BareLive } from '../programs/bareLive.ts'
import type { Consoles, ConsoleRecord } from '../programs/consoles.ts'
import type { RowOutcome, BenchRow } from '../row.ts'

/** Source of the load: design.md §6, anchors.md §3. */
const sizes = {
  small: { consoles: 60, phones: 300, seconds: 8 },
  usual: { consoles: 300, phones: 3_500, seconds: 25 },
  full: { consoles: 300, phones: 3_500, seconds: 90 },
} as const
const reportsAS = 5

/** When each report was posted, by the case it opened. */
type PostedAtMs = Map<string, number>

interface Crowd {
  readonly consoles: ReturnType<typeof startProgram<Consoles>>
  readonly heard: () => Promise<readonly ConsoleRecord[]>
  leave(): Promise<void>
}

async function gather(ground: BenchGround, port: number, seated: readonly Seated[]): Promise<Crowd> {
  const [consoles, phones] = [startProgram<Consoles>('consoles'), startProgram<Consoles>('consoles')]
  const seats = seated.map(({ cookie, rooms }) => ({ cookie, rooms }))
  await consoles.ask('open', { port, seats, keeps: 'facts' })
  await phones.ask('open', {
    port,
    seats: seatPhones(ground.people, sizes[ground.size].phones),
    keeps: 'deaf',
  })
  return {
    consoles,
    heard: () => consoles.ask('heard', null),
    async leave() {
      await Promise.all([consoles.stop(), phones.stop()])
    },
  }
}

const idOf = (body: unknown): string => keyOf(body).replace(/@.*$/, '')

/** From the post to the last console that had it, for each case, in milliseconds. */
function lastHeardMs(sent: PostedAtMs, heard: readonly ConsoleRecord[]): number[] {
  const last = new Map<string, number>()
  for (const { facts } of heard) {
    for (const { fact, atMs } of facts) {
      const id = idOf(fact.body)
      if (fact.name === 'case.opened') last.set(id, Math.max(atMs, last.get(id) ?? 0))
    }
  }
  return [...sent].flatMap(([id, atMs]) => (last.get(id) ?? Number.NaN) - atMs)
}

async function ours(ground: BenchGround, seated: readonly Seated[]) {
  const crowd = await gather(ground, ground.port, seated)
  const members = ground.people.filter(({ role }) => role === 'gridMember')
  const random = randomFrom(7)
  const sent: PostedAtMs = new Map()
  await paced(reportsAS, sizes[ground.size].seconds, async nth => {
    const member = members[(nth * 131) % members.length]
    if (!member) return
    const body = aReportFrom(member.scope, random)
    const atMs = nowMs()
    const answer = await post({ port: ground.port, path: '/api/reports', cookie: member.cookie, body })
    if (answer.status !== 201) throw new Error(`a report was answered ${answer.status}: ${answer.text}`)
    const receipt: Receipt = JSON.parse(answer.text)
    sent.set(receipt.caseId, atMs)
  })
  const kept = await settled(ground, crowd, sent)
  const heard = await crowd.heard()
  await crowd.leave()
  return { sent, heard, kept }
}

/** Waits until every console has been told of everything, and gives what the database keeps of it. */
async function settled(ground: BenchGround, crowd: Crowd, sent: PostedAtMs): Promise<KeptFact[]> {
  const known = async () => (await keptFacts(ground.database.pool)).filter(({ body }) => sent.has(idOf(body)))
  await until('all reports are numbered', async () => (await known()).length >= sent.size, 30_000)
  const kept = await keptFacts(ground.database.pool)
  const head = kept.at(-1)?.seq ?? 0
  await until(
    'all consoles come to the head',
    async () => (await crowd.consoles.ask('through', null)) >= head,
    30_000,
  )
  return kept
}

async function bare(ground: BenchGround, seated: readonly Seated[], facts: readonly KeptFact[]) {
  const server = startProgram<BareLive>('bareLive')
  const port = await server.ask('listen', { databaseUrl: ground.database.url })
  const crowd = await gather(ground, port, seated)
  const sent: PostedAtMs = new Map()
  await paced(reportsAS, sizes[ground.size].seconds, async nth => {
    const kept = facts[nth % facts.length]
    if (!kept) return
    const { seq, name, at, body, told } = kept
    sent.set(idOf(body), nowMs())
    await post({ port, path: '/', body: { rooms: told, fact: { seq, name, at, body } } })
  })
  await pause(1_000)
  const heard = await crowd.heard()
  await crowd.leave()
  await server.ask('close', null)
  await server.stop()
  return lastHeardMs(sent, heard)
}

function faultsOf(
  sent: PostedAtMs,
  seated: readonly Seated[],
  seen: { heard: readonly ConsoleRecord[]; kept: readonly KeptFact[] },
) {
  const from = Math.min(...seen.heard.map(one => one.from))
  const kept = seen.kept.filter(fact => fact.seq > from)
  const others = kept.filter(({ body }) => !sent.has(idOf(body))).map(({ body }) => keyOf(body))
  return checkHistory({
    accepted: [...[...sent.keys()].map(id => `${id}@1`), ...others],
    kept,
    seen: seen.heard.map((one, nth) => {
      const { name, actor, rooms } = seated[nth] ?? { name: '', actor: undefined, rooms: [] }
      if (!actor) throw new Error('a console without a seat')
      const facts = one.facts.map(({ fact }) => fact)
      return {
        console: name,
        from: one.from,
        through: one.through,
        facts,
        entitled: entitlementOf(actor, rooms),
      }
    }),
  })
}

async function run(ground: BenchGround): Promise<RowOutcome> {
  const { consoles, phones, seconds } = sizes[ground.size]
  const seated = seatConsoles(ground.people, consoles)
  const product = await ours(ground, seated)
  const verdict = faultsOf(product.sent, seated, product)
  for (const example of verdict.examples) ground.say(example)
  const opened = product.kept.filter(({ body }) => product.sent.has(idOf(body)))
  const oursMs = lastHeardMs(product.sent, product.heard)
  const bareMs = await bare(ground, seated, opened)
  const at = (share: number) => ({ ours: percentile(oursMs, share), bare: percentile(bareMs, share) })
  return {
    size: `${reportsAS}/s for ${seconds} s, ${consoles} consoles, ${phones} phones`,
    lines: [
      {
        what: 'report posted → last entitled console, p99',
        unit: 'ms',
        ...at(0.99),
        budget: { kind: 'ratioAtMost', most: 2 },
      },
      { what: 'the same, p50', unit: 'ms', ...at(0.5), budget: { kind: 'none' } },
    ],
    faults: Object.fromEntries(faultKinds.map(kind => [kind, verdict[kind]])),
    context: { reports: product.sent.size, oursMaxMs: Math.max(...oursMs), bareMaxMs: Math.max(...bareMs) },
  }
}

/** A report from its post to the last console that is entitled to it, while a county is connected. */
export const delivery: BenchRow = { name: 'delivery', run }
