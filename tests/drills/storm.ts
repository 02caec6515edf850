import { randomFrom, type Random } from '@shuniu/server/tools/county/random.ts'
import type { CaseView } from '@shuniu/shared/cases'
import { checkHistory, keyOf, type Key, type Verdict } from '../builders/history.ts'
import { until } from '../builders/watcher.ts'
import { openConsoles, untilAllCameTo, type DrillConsole } from './consoles.ts'
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
}

interface Storm {
  readonly options: DrillOptions
  readonly crews: readonly Crew[]
  readonly members: readonly Operator[]
  readonly random: Random
  readonly accepted: Set<Key>
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
  const receipt = await sendReport(member, reportBy(member, storm.random))
  if (!receipt.ok) return void note(storm, receipt.code)
  storm.caseIds.add(receipt.value.caseId)
  storm.accepted.add(`${receipt.value.caseId}@1`)
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
async function rain(storm: Storm, progress: (line: string) => void): Promise<void> {
  const { rate, seconds } = storm.options
  const total = Math.round(rate * seconds)
  const begun = performance.now()
  const isOver = () => performance.now() - begun > seconds * 1_000
  const playing: Promise<void>[] = []
  for (let index = 0; index < total; index += 1) {
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
  await untilAllCameTo(consoles, Math.max(0, ...reference.facts.map(fact => fact.seq)))
  const kept = keptFrom(reference.facts, storm.caseIds)
  const ranOut = kept.filter(fact => fact.name === 'case.overdue').map(({ body }) => keyOf(body))
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
  progress: (line: string) => void,
): Promise<StormResult> {
  const townships = staff.townships().slice(0, options.townships)
  progress(`signing in the people of ${townships.length} townships`)
  const crew = await crewedBy(staff, townships)
  const consoles = await openConsoles(staff, { n: options.consoles, townships })
  progress(`${consoles.length} consoles watch; ${options.rate} reports a second for ${options.seconds} s`)
  const storm: Storm = {
    ...crew,
    options,
    random: randomFrom(options.seed),
    accepted: new Set(),
    caseIds: new Set(),
    refused: {},
    moves: 0,
  }
  const begun = performance.now()
  await rain(storm, progress)
  const verdict = await judge(storm, consoles)
  for (const one of consoles) one.close()
  return {
    verdict,
    reports: storm.caseIds.size,
    moves: storm.moves,
    refused: storm.refused,
    reconnects: consoles.reduce((sum, one) => sum + one.reconnects, 0),
    resnapshots: consoles.reduce((sum, one) => sum + one.resnapshots, 0),
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  }
}
