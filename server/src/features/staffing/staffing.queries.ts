import { isRealDay, type Day } from '@shuniu/shared/calendar'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, maskedPhone, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import {
  askedOn,
  checkStaffing,
  defaultStaffingRules,
  postsAt,
  rulesOn,
  sourceOf,
  staffingLight,
  tierOf,
  type CentreStanding,
  type FindingView,
  type listResponsible,
  type PersonView,
  type PostKind,
  type seeStaffing,
  type seeUnitStaff,
  type StaffingFinding,
  type StaffingRule,
  type StaffingRuleView,
} from '@shuniu/shared/staffing'
import type { UnitView } from '@shuniu/shared/centres'
import { inTx, type Database, type Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { appointmentsAt, heldAt, type NamedAppointment } from './appointments.repo.ts'
import { personsById, type PersonRow } from './persons.repo.ts'
import {
  ownRules,
  profileOf,
  profilesOf,
  unsaidProfile,
  type OwnRule,
  type ProfileRow,
} from './profiles.repo.ts'
import { mayKnow, mayManage, type StaffedUnits } from './sight.ts'

export interface StaffingQueryDeps {
  readonly database: Database
  readonly units: StaffedUnits
  readonly secrets: Pick<Secrets, 'open'>
  readonly today: () => Day
}

const reading = { isolation: 'repeatable read', readOnly: true } as const

const ruleOf = ({ code, name, tier, severity, demand, effectiveFrom }: StaffingRule): StaffingRule => ({
  code,
  name,
  tier,
  severity,
  demand,
  effectiveFrom,
})

/** All rules there are: those that every county starts with, then its own. */
export const readRules = async (tx: Tx): Promise<StaffingRule[]> => [
  ...defaultStaffingRules,
  ...(await ownRules(tx)).map(ruleOf),
]

/** The mobile number is told masked; one that can be read no more is told as none. */
export function personView(row: PersonRow, secrets: Pick<Secrets, 'open'>): PersonView {
  const mobile = row.mobileSealed === null ? undefined : secrets.open(row.mobileSealed)
  return {
    id: row.id,
    name: row.name,
    initials: row.initials,
    areaCode: row.areaCode,
    mobile: mobile === undefined ? null : maskedPhone(mobile),
    officePhone: row.officePhone,
    version: row.version,
  }
}

interface CentreJudging {
  readonly rules: readonly StaffingRule[]
  readonly held: readonly NamedAppointment[]
  readonly profiles: ReadonlyMap<string, ProfileRow>
  readonly day: Day
}

function groupedByUnit(held: readonly NamedAppointment[]): Map<string, NamedAppointment[]> {
  const byUnit = new Map<string, NamedAppointment[]>()
  for (const one of held) {
    const known = byUnit.get(one.unitId)
    if (known) known.push(one)
    else byUnit.set(one.unitId, [one])
  }
  return byUnit
}

/** What the rules find at a centre; nothing at what is none. */
function judged(unit: UnitView, { rules, held, profiles, day }: CentreJudging): StaffingFinding[] {
  const tier = unit.kind === 'centre' ? tierOf(unit.areaCode) : undefined
  if (!tier) return []
  const centre = { unitId: unit.id, tier, organs: profiles.get(unit.id)?.organs ?? [] }
  return checkStaffing(rules, { centre, appointments: held }, day)
}

const findingView = (
  unitId: string,
  { personIds, organs, ...found }: StaffingFinding,
  held: readonly NamedAppointment[],
): FindingView => ({
  ...found,
  unitId,
  organs: [...organs],
  names: personIds.map(id => held.find(one => one.personId === id)?.personName ?? ''),
})

function standingOf(unit: UnitView, findings: readonly StaffingFinding[]): CentreStanding | undefined {
  const tier = tierOf(unit.areaCode)
  const must = findings.filter(({ severity }) => severity === 'must').length
  const { id: unitId, name, initials, areaCode } = unit
  const counts = { must, should: findings.length - must }
  return tier && { unitId, name, initials, areaCode, tier, light: staffingLight(findings), ...counts }
}

const profilesById = async (tx: Tx, ids: readonly string[]) =>
  new Map((await profilesOf(tx, ids)).map(row => [row.unitId, row]))

const noSuchDay = (day: Day | undefined) => day !== undefined && !isRealDay(day)

export const staffingQueriesOf = ({ database, units, secrets, today }: StaffingQueryDeps) => ({
  /** Every centre that the actor's division contains, and what is found there. Refuses: `appointment.notADay`. */
  see: async (asked: Day | undefined, actor: Actor): Promise<Result<ReplyOf<typeof seeStaffing>>> => {
    if (noSuchDay(asked)) return refuse('appointment.notADay', { days: [asked] })
    const day = asked ?? today()
    const centres = units
      .seenBy(actor)
      .filter(({ kind, areaCode }) => kind === 'centre' && covers(actor, areaCode))
    const ids = centres.map(({ id }) => id)
    const read = async (tx: Tx) => ({
      rules: await readRules(tx),
      held: await heldAt(tx, ids, day),
      profiles: await profilesById(tx, ids),
    })
    const { rules, held, profiles } = await inTx(database, read, reading)
    const byUnit = groupedByUnit(held)
    const found = centres.map(unit => {
      const own = byUnit.get(unit.id) ?? []
      return { unit, own, findings: judged(unit, { rules, held: own, profiles, day }) }
    })
    return grant({
      day,
      rules: rulesOn(rules, day).map(rule => ({
        code: rule.code,
        name: rule.name,
        tier: rule.tier,
        severity: rule.severity,
        source: sourceOf(rule),
      })),
      centres: found.flatMap(({ unit, findings }) => standingOf(unit, findings) ?? []),
      findings: found.flatMap(({ unit, own, findings }) =>
        findings.map(one => findingView(unit.id, one, own)),
      ),
    })
  },

  /** Refuses: `staffing.noUnit`, `appointment.notADay`. */
  seeUnit: async (
    { id, asked }: { readonly id: string; readonly asked: Day | undefined },
    actor: Actor,
  ): Promise<Result<ReplyOf<typeof seeUnitStaff>>> => {
    if (noSuchDay(asked)) return refuse('appointment.notADay', { days: [asked] })
    const unit = units.unitById(id)
    if (!unit || !mayKnow(actor, unit.areaCode)) return refuse('staffing.noUnit')
    const day = asked ?? today()
    const read = async (tx: Tx) => {
      const told = await appointmentsAt(tx, id)
      return {
        told,
        rules: await readRules(tx),
        held: await heldAt(tx, [id], day),
        profiles: await profilesById(tx, [id]),
        people: await personsById(tx, [...new Set(told.map(({ personId }) => personId))]),
      }
    }
    const { told, rules, held, profiles, people } = await inTx(database, read, reading)
    const profile = profiles.get(id)
    const tier = unit.kind === 'centre' ? (tierOf(unit.areaCode) ?? null) : null
    const counted = tier === null ? new Map<PostKind, number>() : askedOn(rules, tier, day)
    return grant({
      day,
      unit,
      tier,
      profile: profile ? profileOf(profile) : unsaidProfile,
      profileVersion: profile?.version ?? 0,
      posts: postsAt(tier ?? 'unit').map(post => ({ post, asked: counted.get(post) ?? 0 })),
      appointments: told,
      persons: people.map(row => personView(row, secrets)),
      findings: judged(unit, { rules, held, profiles, day }).map(one => findingView(id, one, held)),
      mayManage: mayManage(actor, unit.areaCode),
    })
  },

  /** The rules with who set them, the newest first, those that every county starts with last. */
  rules: async (): Promise<StaffingRuleView[]> => ruleViews(await ownRules(database), today()),

  /** Who answers for a village on the present day. Source: domain.md §1.1, S7–S9. */
  responsible: async (unitId: string): Promise<ReplyOf<typeof listResponsible>['items']> => {
    const day = today()
    const held = await heldAt(database, [unitId], day)
    const people = new Map(
      (await personsById(database, [...new Set(held.map(one => one.personId))])).map(row => [row.id, row]),
    )
    return responsiblePosts.flatMap(post =>
      held
        .filter(one => one.post === post && one.manner !== 'deputy')
        .map(one => ({
          post,
          name: one.personName,
          isStandIn: one.manner === 'standIn',
          officePhone: people.get(one.personId)?.officePhone ?? null,
        })),
    )
  },
})

/** First-responsible, directly responsible, and the village's officer. Source: domain.md §1.1, S7–S9. */
const responsiblePosts: readonly PostKind[] = [
  'firstResponsible',
  'securityDirector',
  'mediationDirector',
  'auxiliaryOfficer',
]

function ruleViews(own: readonly OwnRule[], day: Day): StaffingRuleView[] {
  const starting = defaultStaffingRules.map(rule => ({
    rule,
    ground: null,
    changedBy: null,
    changedAt: null,
  }))
  const changed = own.map(row => {
    const { ground, changedBy, changedAt } = row
    return { rule: ruleOf(row), ground, changedBy, changedAt }
  })
  const all = [...starting, ...changed]
  const held = rulesOn(
    all.map(({ rule }) => rule),
    day,
  )
  return all.reverse().map(({ rule, ...by }) => ({ ...rule, ...by, isHeld: held.includes(rule) }))
}
