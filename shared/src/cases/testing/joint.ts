import { instant, type Instant } from '../../kernel/index.ts'
import { aCaseFact, anActor, centres } from './builders.ts'
import { anId, units } from './ids.ts'
import { standardCatalogue } from '../catalogue/index.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import { decideMove } from '../lifecycle/decideMove.ts'
import type { AnyCommand } from '../moves/commands.ts'
import type { CaseFact } from '../model.ts'
import { trialLaw } from './run.ts'

/** A joint case led step by step, for tests of the clocks of those who help in it. */

/** Tuesday 24 November 2026, 10:00 in Shanghai and so many hours on. */
export const at = (hours: number): Instant => instant(Date.UTC(2026, 10, 24, 2) + hours * 3_600_000)

export const [lead, helper] = [units.department, units.other]
export const owner = anActor('unitHandler', { accountId: anId(230), unitId: lead })
export const helping = anActor('unitHandler', { accountId: anId(231), unitId: helper })
export const dispatcher = anActor('countyDispatcher', { accountId: anId(232) })
export const director = anActor('countyDirector', { accountId: anId(233) })

export type JointStep = readonly [command: AnyCommand, actor: typeof owner, hours: number]

/** The case after steps that the rules allow. */
export const after = (from: TimedCase, ...steps: readonly JointStep[]): TimedCase =>
  steps.reduce((current, [command, actor, hours]) => {
    const by = {
      actor,
      now: at(hours),
      law: trialLaw,
      catalogue: standardCatalogue,
      centres,
      noticeNumber: 'DB-1',
    }
    const decided = decideMove(current, command, by)
    if (!decided.ok) throw new Error(`${command.move}: ${decided.refusal.code}`)
    return decided.value
  }, from)

const accepted = (level: CaseFact['level']): TimedCase => ({
  fact: aCaseFact({
    status: 'accepted',
    level,
    categoryCode: 'E0601',
    tier: 'county',
    ownerUnitId: units.county,
  }),
  caseClocks: [],
})
export const assigned = (level: CaseFact['level'] = 'orange', dueAt?: Instant): TimedCase =>
  after(accepted(level), [
    { move: 'assign', ownerUnitId: lead, coUnitIds: [helper], ...(dueAt && { dueAt }) },
    dispatcher,
    0,
  ])
export const handling = (level?: CaseFact['level']): TimedCase =>
  after(assigned(level), [{ move: 'sign' }, owner, 0.2], [{ move: 'start' }, owner, 0.3])
