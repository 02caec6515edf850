import { randomFrom, type Random } from '@shuniu/server/tools/county/random.ts'
import type { CaseView } from '@shuniu/shared/cases'
import { checkHistory, keyOf, type KeptFact, type Key, type Verdict } from '../builders/history.ts'
import { until } from '../builders/watcher.ts'
import { openConsoles, untilAllCameTo, type DrillConsole } from './consoles.ts'
import { latencyOf, type Latency } from './latency.ts'
import type { Operator } from './operator.ts'
import type { DrillOptions } from './options.ts'
import { reportBy, sendReport } from './reporting.ts'
import type { Staff } from './staff.ts'
import { keptFrom, ownFacts } from './truth.ts'
import { crewOf, lookAt, takeStep, type Crew } from './working.ts'

/** What a storm came to. */
export interface StormResult {
  readonly verdict: Verdict
  readonly reports: number
  readonly moves: number
  readonly refused: Readonly<Record<string, number>>
  readonly reconnects: number
  readonly resnapshots: number
  readonly seconds: number
  readonly latency: Latency
}

/** Who looks on. A proof wants more of a storm than a drill does. */
export interface StormWatch {
  readonly progress: (line: string) => void
  /** Ends it before its time. */
  readonly over?: AbortSignal
  /** What is stored, from the database itself; else it is told by what a county console heard. */
  readonly keptFacts?: () => Promise<readonly KeptFact[]>
  /** When all consoles watch and the first report is about to be sent. */
  readonly begun?: (consoles: readonly DrillConsole[]) => void
}

interface Storm {
  readonly options: DrillOptions
  readonly watch: StormWatch
  readonly crews: readonly Crew[]
  readonly members: readonly Operator[]
  readonly random: Random
  readonly accepted: Set<Key>
  /** When the report of each case was sent first. */
  readonly postedAtMs: Map<Key, number>
  readonly caseIds: Set<string>
  readonly refused: Record<string, number>
  moves: number
}

const membersATownship = 6

async function crewedBy(staff: Staff, townships: readonly string[]) {
  const crews: Crew[] = []
  const members: Operator[] = []
  for (const township of townships) {
    crews.push(await crewOf(staff, township))
    for (const account of staff.named('gridMember', township).slice(0, membersATownship)) {
      members.push(await staff.get(account))
    }
  }
  return { crews, members }
}

const note = (storm: Storm, code: string) => (storm.refused[code] = (storm.refused[code] ?? 0) + 1)

/** One report, and the steps of the crew until it is closed or the storm is over. */
async function playCase(storm: Storm, member: Operator, isOver: () => boolean): Promise<void> {
  const postedAtMs = performance.now()
  const receipt = await sendReport(member, reportBy(member, storm.random))
  if (!receipt.ok) return void note(storm, receipt.code)
  const key = `${receipt.value.caseId}@1`
  storm.caseIds.add(receipt.value.caseId)
  storm.accepted.add(key)
  storm.postedAtMs.set(key, postedAtMs)
  const crew = storm.crews.find(one => member.session.scope.startsWith(one.duty.session.scope))
  if (crew) await work(storm, { crew, caseId: receipt.value.caseId, isOver })
}

async function work(storm: Storm, on: { crew: Crew; caseId: string; isOver: () => boolean }): Promise<void> {
  const looked = await lookAt(on.crew.duty, on.caseId)
  if (!looked.ok) return void note(storm, looked.code)
  let view: CaseView = looked.value.case
  while (!on.isOver()) {
    const step = await takeStep(on.crew, view)
    if (!step) return
    if (!step.ok) return void note(storm, step.code)
    storm.accepted.add(keyOf(step.value))
    storm.moves += 1
    view = step.value
  }
}

/** Starts cases at the asked rate, spread evenly, whatever the answers take. */
async function rain(storm: Storm): Promise<void> {
  const { rate, seconds } = storm.options
  const { progress } = storm.watch
  const total = Math.round(rate * seconds)
  const begun = performance.now()
  const isOver = () => storm.watch.over?.aborted === true || performance.now() - begun > seconds * 1_000
  const playing: Promise<void>[] = []
  for (let index = 0; index < total && storm.watch.over?.aborted !== true; index += 1) {
    const wait = begun + (index * 1_000) / rate - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    const member = storm.members[index % storm.members.length]
    if (member) playing.push(playCase(storm, member, isOver))
    if (index % Math.ceil(rate * 5) === 0) progress(`${index} of ${total} reports, ${storm.moves} moves`)
  }
  await Promise.all(playing)
}

async function judge(storm: Storm, consoles: readonly DrillConsole[]): Promise<Verdict> {
  const [reference] = consoles.filter(one => one.actor.role === 'countyDuty')
  if (!reference) throw new Error('a storm needs a county console; ask for five consoles at least')
  const heard = () => new Set(reference.facts.map(({ body }) => keyOf(body)))
  await until(
    'the county console hears all that was accepted',
    () => {
      const known = heard()
      return [...storm.accepted].every(key => known.has(key))
    },
    60_000,
  ).catch(() => undefined)
  const stored = await storm.watch.keptFacts?.()
  const kept = stored ? ownFacts(stored, storm.caseIds) : keptFrom(reference.facts, storm.caseIds)
  await untilAllCameTo(consoles, kept.at(-1)?.seq ?? 0, 60_000)
  const byClocks = ['case.warned', 'case.overdue', 'case.carded']
  const ranOut = kept.filter(fact => byClocks.includes(fact.name)).map(({ body }) => keyOf(body))
  const seen = consoles.map(one => ({ ...one.seen(), facts: ownFacts(one.facts, storm.caseIds) }))
  return checkHistory({
    accepted: [...storm.accepted, ...ranOut],
    kept: renumbered(kept),
    seen: seen.map(one => onOwn(one, kept)),
  })
}

/** The drill's own facts, numbered without the gaps that other facts leave. */
const renumbered = <F extends { readonly seq: number }>(facts: readonly F[]): F[] =>
  facts.map((fact, index) => ({ ...fact, seq: index + 1 }))

function onOwn<S extends { facts: readonly { readonly seq: number }[]; from: number; through: number }>(
  seen: S,
  kept: readonly { readonly seq: number }[],
): S {
  const numberOf = new Map(kept.map((fact, index) => [fact.seq, index + 1]))
  const upTo = (seq: number) => kept.filter(fact => fact.seq <= seq).length
  const facts = seen.facts.map(fact => ({ ...fact, seq: numberOf.get(fact.seq) ?? kept.length + fact.seq }))
  return { ...seen, facts, from: upTo(seen.from), through: upTo(seen.through) }
}

/** Plays a storm of reports through phones, crews and consoles, and compares what was accepted with what was seen. */
export async function playStorm(
  staff: Staff,
  options: DrillOptions,
  watch: StormWatch,
): Promise<StormResult> {
  const { progress } = watch
  const townships = staff.townships().slice(0, options.townships)
  progress(`signing in the people of ${townships.length} townships`)
  const crew = await crewedBy(staff, townships)
  const consoles = await openConsoles(staff, { n: options.consoles, townships })
  progress(`${consoles.length} consoles watch; ${options.rate} reports a second for ${options.seconds} s`)
  const storm: Storm = {
    ...crew,
    options,
    watch,
    random: randomFrom(options.seed),
    accepted: new Set(),
    postedAtMs: new Map(),
    caseIds: new Set(),
    refused: {},
    moves: 0,
  }
  const begun = performance.now()
  watch.begun?.(consoles)
  await rain(storm)
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  const verdict = await judge(storm, consoles)
  for (const one of consoles) one.close()
  return {
    verdict,
    reports: storm.caseIds.size,
    moves: storm.moves,
    refused: storm.refused,
    reconnects: consoles.reduce((sum, one) => sum + one.reconnects, 0),
    resnapshots: consoles.reduce((sum, one) => sum + one.resnapshots, 0),
    seconds,
    latency: latencyOf(storm.postedAtMs, consoles),
  }
}
