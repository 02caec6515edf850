import { roleCodes, roles, type Actor, type Role } from '../../identity/index.ts'
import { instant, isOneOf } from '../../kernel/index.ts'
import { aCaseReadyFor, anActor } from './builders.ts'
import { anId, units } from './ids.ts'
import { closedTo } from '../lifecycle/decideMove.ts'
import { caseMoveNames, moveRule, type CaseMove } from '../moves/index.ts'
import { caseStatuses, caseStatusRows, isOpen, openStatuses, type CaseStatus } from '../lifecycle/status.ts'

const now = instant('2026-11-24T03:00:00.000Z')
const reporter = anId(301)

const walker = (role: Role): Actor =>
  anActor(role, { accountId: role === 'gridMember' ? reporter : anId(302) })

/** One step of the walk: who tries which move on a case of which status, and the code of the answer; `granted` for yes. */
export interface WalkStep {
  readonly status: CaseStatus
  readonly move: CaseMove
  readonly role: Role
  readonly answer: string
}

/** Every status × every move × every role, asked of the rules one by one. */
export const walk = (): WalkStep[] =>
  caseStatuses.flatMap(status =>
    caseMoveNames.flatMap(move => {
      const named = { status, ownerUnitId: units.department, reporterId: reporter }
      const current = aCaseReadyFor(move, named)
      return roleCodes.map(role => {
        const refused = closedTo(current, move, { actor: walker(role), now })
        return { status, move, role, answer: refused?.refusal.code ?? 'granted' }
      })
    }),
  )

const leadsOn = (status: CaseStatus): CaseStatus[] =>
  caseMoveNames.flatMap(move => {
    const { from, to } = moveRule(move)
    return to !== 'same' && to !== status && isOneOf<CaseStatus>(from, status) ? [to] : []
  })

function reachable(): Set<CaseStatus> {
  const found = new Set<CaseStatus>(['reported', 'selfDone'])
  for (const status of found) for (const next of leadsOn(status)) found.add(next)
  return found
}

const isSystems = (move: CaseMove): boolean => moveRule(move).whose === 'system'

function lineOf(status: CaseStatus, move: CaseMove, steps: readonly WalkStep[]): string | undefined {
  const { from, to } = moveRule(move)
  const who = steps.filter(step => step.answer === 'granted').map(({ role }) => roles[role].source)
  if (who.length === 0 && !(isSystems(move) && isOneOf<CaseStatus>(from, status))) return undefined
  const target = to === 'same' ? '·' : caseStatusRows[to].name
  return `  ${moveRule(move).text} ${move} → ${target}  ${who.length === 0 ? '系统' : who.join(' ')}`
}

const countsOf = (steps: readonly WalkStep[]): string => {
  const counts = new Map<string, number>()
  for (const { answer } of steps) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  return [...counts].map(([answer, n]) => `${n} ${answer}`).join(', ')
}

/** The walk as a table: under each status the moves that somebody may make, and who; what it comes to in its foot. */
export function walkPage(): string {
  const steps = walk()
  const blocks = caseStatuses.flatMap(status => {
    const lines = caseMoveNames.map(move =>
      lineOf(
        status,
        move,
        steps.filter(one => one.status === status && one.move === move),
      ),
    )
    return [`${caseStatusRows[status].name} ${status}`, ...lines.filter(line => line !== undefined)]
  })
  const reached = reachable()
  const left = openStatuses.filter(status => leadsOn(status).length > 0)
  return [
    ...blocks,
    roleCodes.map(role => `${roles[role].source} ${roles[role].name}`).join(' · '),
    `${caseStatuses.length} statuses × ${caseMoveNames.length} moves × ${roleCodes.length} roles: ${countsOf(steps)}`,
    `reachable from a report: ${reached.size} of ${caseStatuses.length}`,
    `not final and left by some move: ${left.length} of ${caseStatuses.filter(isOpen).length}`,
  ].join('\n')
}
