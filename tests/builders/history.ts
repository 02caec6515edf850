import { caseSight, CaseFact, commonCase, maskCase, showCase, type CaseSight } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Fact } from '@shuniu/shared/live'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'

/** What happened to a thing, by its id and the version it came to: `<id>@<version>`. */
export type Key = string

export const keyOf = (body: unknown): Key => {
  const known: { id?: unknown; version?: unknown } = typeof body === 'object' && body !== null ? body : {}
  return `${String(known.id)}@${String(known.version)}`
}

/** A fact as the database keeps it, with the rooms it was told to. */
export interface KeptFact extends Fact {
  readonly maskedBody: unknown
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
}

interface FactReads {
  query(text: string): Promise<{ rows: KeptFact[] }>
}

/** Every numbered fact of a database, in order. */
export async function keptFacts(pool: FactReads): Promise<KeptFact[]> {
  const { rows } = await pool.query(
    `select seq::float8, name, at::text, body, masked_body as "maskedBody", told, masked, left_rooms as left
       from outbox where seq is not null order by seq`,
  )
  return rows
}

/** What a console was sent, in the order it came, over all its connections. */
export interface ConsoleHistory {
  readonly console: string
  /** It was to hear everything after this number … */
  readonly from: number
  /** … and through this one. */
  readonly through: number
  readonly facts: readonly Fact[]
  readonly entitled: Entitlement
}

type HeardForm = 'told' | 'masked' | 'left' | 'nothing'

/** What a console may be sent of a fact, given what came of its case: one of these forms. */
export type Entitlement = (fact: KeptFact, later: readonly KeptFact[]) => ReadonlySet<HeardForm>

const caseFact = Compile(CaseFact)

/** What is left of a form for somebody who sees so much of the case as it has become. */
const judged = (form: HeardForm, sight: CaseSight, isWall: boolean): HeardForm[] => {
  if (sight === 'none') return isWall ? ['left', 'nothing'] : ['left']
  return [form === 'told' && sight === 'masked' ? 'masked' : form]
}

/**
 * What an actor in these rooms may be sent, said by the policy that decides HTTP reads, not by the hub: the rooms stored
 * with the fact say who hears it, and the sight of the case, then or at any time since, how much of it.
 */
export const entitlementOf =
  (actor: Actor, rooms: readonly string[]): Entitlement =>
  (fact, later) => {
    const isWall = actor.role === 'wall'
    const meets = (heard: readonly string[]) => rooms.some(room => heard.includes(room))
    const isTold = meets(fact.told)
    const isMasked = !isTold && !isWall && meets(fact.masked)
    const form = isTold ? 'told' : isMasked ? 'masked' : meets(fact.left) ? 'left' : 'nothing'
    if (form === 'nothing' || !caseFact.Check(fact.body)) return new Set([form])
    const sight = caseSight(actor, fact.body)
    // A wall that never showed a case is not told that it left.
    const left: readonly HeardForm[] = isWall ? ['left', 'nothing'] : ['left']
    const told = sight === 'none' ? ['nothing' as const] : judged(form, sight, isWall)
    const then = form === 'left' ? left : told
    const since = later.flatMap(({ body }) =>
      caseFact.Check(body) ? judged(form, caseSight(actor, body), isWall) : [],
    )
    return new Set([then, since].flat())
  }

export interface LiveHistory {
  /** What was answered with a receipt; left out where nobody kept receipts. */
  readonly accepted?: readonly Key[]
  readonly kept: readonly KeptFact[]
  readonly seen: readonly ConsoleHistory[]
}

export const faultKinds = ['lost', 'doubled', 'outOfOrder', 'unentitled', 'phantom'] as const
type FaultKind = (typeof faultKinds)[number]
type Report = (kind: FaultKind, where: string, what: string) => void

export interface Verdict extends Readonly<Record<FaultKind, number>> {
  readonly isClean: boolean
  /** The first faults of each kind, in words. */
  readonly examples: readonly string[]
  readonly table: string
}

const examplesOfKind = 5

/** Compares what was accepted, what is kept and what every console saw. All zeros: the history is whole. */
export function checkHistory(history: LiveHistory): Verdict {
  const counts = { lost: 0, doubled: 0, outOfOrder: 0, unentitled: 0, phantom: 0 }
  const examples: string[] = []
  const rows: string[] = []
  const reportTo =
    (row: Record<FaultKind, number>): Report =>
    (kind, where, what) => {
      counts[kind] += 1
      row[kind] += 1
      if (counts[kind] <= examplesOfKind) examples.push(`${kind}: ${where}: ${what}`)
    }
  const judge = (name: string, size: number, check: (report: Report) => void) => {
    const row = { lost: 0, doubled: 0, outOfOrder: 0, unentitled: 0, phantom: 0 }
    check(reportTo(row))
    rows.push(lineOf(name, size, row))
  }
  judge('database', history.kept.length, report => checkKept(history, report))
  for (const seen of history.seen) {
    judge(seen.console, seen.facts.length, report => checkSeen(seen, history.kept, report))
  }
  const isClean = faultKinds.every(kind => counts[kind] === 0)
  return { ...counts, isClean, examples, table: [headLine, ...rows].join('\n') }
}

const lineOf = (name: string, size: number, row: Readonly<Record<FaultKind, number>>): string =>
  [name.padEnd(28), String(size).padStart(8), ...faultKinds.map(kind => String(row[kind]).padStart(11))].join(
    '',
  )
const headLine = ['who'.padEnd(28), 'facts'.padStart(8), ...faultKinds.map(kind => kind.padStart(11))].join(
  '',
)

function checkKept({ accepted, kept }: LiveHistory, report: Report): void {
  const keys = new Set<Key>()
  let last = 0
  for (const fact of kept) {
    const key = `${fact.name} ${keyOf(fact.body)}`
    if (keys.has(key)) report('doubled', 'database', key)
    keys.add(key)
    if (fact.seq !== last + 1 && last !== 0) report('outOfOrder', 'database', `${fact.seq} follows ${last}`)
    last = fact.seq
  }
  if (!accepted) return
  const known = new Set(kept.map(({ body }) => keyOf(body)))
  const receipted = new Set(accepted)
  for (const key of receipted) if (!known.has(key)) report('lost', 'database', key)
  for (const key of known) if (!receipted.has(key)) report('phantom', 'database', key)
}

function checkSeen(seen: ConsoleHistory, kept: readonly KeptFact[], report: Report): void {
  const keptBySeq = new Map(kept.map(fact => [fact.seq, fact]))
  const keptById = byIdOf(kept)
  const entitled = (fact: KeptFact) =>
    seen.entitled(
      fact,
      (keptById.get(idOf(fact)) ?? []).filter(({ seq }) => seq > fact.seq),
    )
  const got = new Set<number>()
  let last = 0
  for (const fact of seen.facts) {
    const where = `${seen.console} #${fact.seq}`
    if (got.has(fact.seq)) report('doubled', where, keyOf(fact.body))
    else if (fact.seq < last) report('outOfOrder', where, `after #${last}`)
    got.add(fact.seq)
    last = Math.max(last, fact.seq)
    const truth = keptBySeq.get(fact.seq)
    if (!truth) report('phantom', where, 'no such fact is kept')
    else checkForm({ where, fact, truth, entitled: entitled(truth) }, report)
  }
  for (const fact of kept) {
    if (fact.seq <= seen.from || fact.seq > seen.through || got.has(fact.seq)) continue
    if (!entitled(fact).has('nothing')) report('lost', `${seen.console} #${fact.seq}`, keyOf(fact.body))
  }
}

const isAlike = (a: unknown, b: unknown): boolean => Value.Equal(a, b)

const idOf = ({ body }: KeptFact): string => keyOf(body).split('@', 1).join()

function byIdOf(kept: readonly KeptFact[]): Map<string, KeptFact[]> {
  const byId = new Map<string, KeptFact[]>()
  for (const fact of kept) {
    const alike = byId.get(idOf(fact))
    if (alike) alike.push(fact)
    else byId.set(idOf(fact), [fact])
  }
  return byId
}

interface Arrived {
  readonly where: string
  readonly fact: Fact
  readonly truth: KeptFact
  readonly entitled: ReadonlySet<HeardForm>
}

/** A body that is neither the kept one nor its mask is a phantom; the right one for another is unentitled. */
function checkForm({ where, fact, truth, entitled }: Arrived, report: Report): void {
  const form = formOf(fact, truth)
  if (form === undefined) report('phantom', where, `${fact.name} is not what is kept as ${truth.name}`)
  else if (!entitled.has(form)) {
    report('unentitled', where, `got ${form}, was entitled to ${[...entitled].join(' or ')}`)
  }
}

function formOf(fact: Fact, truth: KeptFact): 'told' | 'masked' | 'left' | undefined {
  if (fact.name.endsWith('.left') && !truth.name.endsWith('.left')) {
    const body: object = Object(fact.body)
    return keyOf(body) === keyOf(truth.body) && Object.keys(body).length === 2 ? 'left' : undefined
  }
  if (fact.name !== truth.name) return undefined
  if (isAlike(fact.body, truth.body)) return 'told'
  if (caseFact.Check(truth.body)) {
    const { body } = truth
    if ([commonCase, showCase].some(shown => isAlike(fact.body, shown(body)))) return 'told'
  }
  const mask = caseFact.Check(truth.body) ? maskCase(truth.body) : truth.maskedBody
  return isAlike(fact.body, mask) ? 'masked' : undefined
}
