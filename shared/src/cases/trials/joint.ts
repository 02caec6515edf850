import { instant, type Instant } from '../../kernel/index.ts'
import { aCaseFact, anActor, anId, centres, units } from '../builders.ts'
import { decideMove } from '../decide.ts'
import type { AnyCommand } from '../inputs/index.ts'
import type { CaseFact } from '../model.ts'
import { moved } from '../moved.ts'
import type { Standing } from './histories.ts'
import { trialLaw } from './run.ts'

/** A joint case led step by step, for tests of the clocks of those who help in it. */

/** Tuesday 24 November 2026, 10:00 in Shanghai and so many hours on. */
export const at = (hours: number): Instant => instant(Date.UTC(2026, 10, 24, 2) + hours * 3_600_000)

export const [lead, helper] = [units.department, units.other]
export const owner = anActor('unitHandler', { accountId: anId(230), unitId: lead })
export const helping = anActor('unitHandler', { accountId: anId(231), unitId: helper })
export const dispatcher = anActor('countyDispatcher', { accountId: anId(232) })
export const director = anActor('countyDirector', { accountId: anId(233) })

export type Step = readonly [command: AnyCommand, actor: typeof owner, hours: number]

/** The case after steps that the rules allow. */
export const after = (from: Standing, ...steps: readonly Step[]): Standing =>
  steps.reduce(({ fact, caseClocks }, [command, actor, hours]) => {
    const now = at(hours)
    const decided = decideMove(fact, command, { actor, now, centres, noticeNumber: 'DB-1' })
    if (!decided.ok) throw new Error(`${command.move}: ${decided.refusal.code}`)
    const turned = moved({ seen: fact, command, decided: decided.value, caseClocks, now }, trialLaw)
    if (!turned.ok) throw new Error(`${command.move}: ${turned.refusal.code}`)
    return { fact: turned.value.after, caseClocks: turned.value.caseClocks }
  }, from)

const accepted = (level: CaseFact['level']): Standing => ({
  fact: aCaseFact({
    status: 'accepted',
    level,
    categoryCode: 'E0601',
    tier: 'county',
    ownerUnitId: units.county,
  }),
  caseClocks: [],
})
export const assigned = (level: CaseFact['level'] = 'orange', dueAt?: Instant): Standing =>
  after(accepted(level), [
    { move: 'assign', ownerUnitId: lead, coUnitIds: [helper], ...(dueAt && { dueAt }) },
    dispatcher,
    0,
  ])
export const handling = (level?: CaseFact['level']): Standing =>
  after(assigned(level), [{ move: 'sign' }, owner, 0.2], [{ move: 'start' }, owner, 0.3])
