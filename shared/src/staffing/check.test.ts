import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { mannerCodes, type Appointment } from './appointment.ts'
import { checkStaffing, staffingLight, type StaffedCentre } from './check.ts'
import { organKinds, postKinds, postRule, type CentreTier, type PostKind } from './posts.ts'
import { defaultStaffingRules, rulesOn, type StaffingRule } from './rule.ts'

const day = '2026-11-24'
const aCentre = (tier: CentreTier, differing: Partial<StaffedCentre> = {}): StaffedCentre => ({
  unitId: 'centre',
  tier,
  organs: organKinds.map(kind => ({ kind, since: '2020-01-01' })),
  ...differing,
})
const held = (post: PostKind, personId: string, differing: Partial<Appointment> = {}): Appointment => ({
  personId,
  unitId: 'centre',
  post,
  manner: 'regular',
  from: '2025-01-01',
  to: null,
  ...differing,
})

/** A centre of each tier that every rule is content with. */
const whole: Readonly<Record<CentreTier, readonly Appointment[]>> = {
  county: [held('centreDirector', 'a')],
  township: [
    held('partySecretary', 'a'),
    held('committeeDirector', 'a', { manner: 'concurrent' }),
    held('partyDeputySecretary', 'b'),
    held('officeDirector', 'b', { manner: 'concurrent' }),
    held('fullTimeDeputy', 'c'),
    held('fullTimeStaff', 'd'),
    held('fullTimeStaff', 'e'),
    held('coordinator', 'd', { manner: 'concurrent' }),
  ],
  village: [
    held('villageSecretary', 'a'),
    held('firstResponsible', 'a', { manner: 'concurrent' }),
    held('securityDirector', 'b'),
    held('mediationDirector', 'b', { manner: 'concurrent' }),
    held('auxiliaryOfficer', 'c'),
    held('villageStaff', 'd'),
  ],
}
const found = (tier: CentreTier, appointments: readonly Appointment[], on = day) =>
  checkStaffing(defaultStaffingRules, { centre: aCentre(tier), appointments }, on)
const codes = (tier: CentreTier, appointments: readonly Appointment[], on = day) =>
  found(tier, appointments, on).map(({ rule, kind }) => `${rule} ${kind}`)
const without = (tier: CentreTier, post: PostKind, personId?: string) =>
  whole[tier].filter(one => one.post !== post || (personId !== undefined && one.personId !== personId))

describe('each rule', () => {
  it.each(['county', 'township', 'village'] as const)('is content with a whole %s', tier => {
    expect(codes(tier, whole[tier])).toEqual([])
    expect(staffingLight(found(tier, whole[tier]))).toBe('green')
  })

  it.each([
    ['S33 vacant', 'county', without('county', 'centreDirector')],
    ['S2 vacant', 'township', without('township', 'committeeDirector')],
    ['S2 wrongHolder', 'township', without('township', 'partySecretary')],
    ['S3 vacant', 'township', without('township', 'officeDirector')],
    ['S3 wrongHolder', 'township', without('township', 'partyDeputySecretary')],
    ['S4.1 vacant', 'township', without('township', 'fullTimeDeputy')],
    ['S4.2 vacant', 'township', without('township', 'fullTimeStaff', 'e')],
    ['S6 vacant', 'township', without('township', 'coordinator')],
    ['S6 wrongHolder', 'township', [...whole.township, held('coordinator', 'f')]],
    ['S7 vacant', 'village', without('village', 'firstResponsible')],
    ['S7 wrongHolder', 'village', without('village', 'villageSecretary')],
    ['S8.1 vacant', 'village', without('village', 'securityDirector')],
    ['S8.2 vacant', 'village', without('village', 'mediationDirector')],
    ['S9.1 vacant', 'village', without('village', 'auxiliaryOfficer')],
    ['S9.2 vacant', 'village', without('village', 'villageStaff')],
  ] as const)(
    'finds %s where it was planted at a %s, and nothing once it is mended',
    (code, tier, planted) => {
      expect(codes(tier, planted)).toContain(code)
      expect(codes(tier, planted).filter(one => !one.startsWith('S10') && one !== code)).toEqual([])
      expect(codes(tier, whole[tier])).toEqual([])
    },
  )

  it('finds one person alone in both posts of the 1+1 pair', () => {
    const alone = [...without('village', 'villageStaff'), held('villageStaff', 'c')]

    expect(codes('village', alone)).toEqual(['S10 wrongHolder'])
  })

  it('reads the 1+1 pair as the county has it from a day on', () => {
    const reading: StaffingRule = {
      code: 'S10',
      name: '民警加辅警',
      tier: 'village',
      severity: 'should',
      demand: { kind: 'pair', posts: ['policeOfficer', 'auxiliaryOfficer'] },
      effectiveFrom: '2026-11-01',
    }
    const asked = { centre: aCentre('village'), appointments: whole.village }
    const rules = [...defaultStaffingRules, reading]

    expect(checkStaffing(rules, asked, '2026-10-31')).toEqual([])
    expect(checkStaffing(rules, asked, '2026-11-01')).toMatchObject([
      { rule: 'S10', kind: 'vacant', post: 'policeOfficer', lacking: 1 },
    ])
  })

  it('finds each organ that is not set up yet', () => {
    const centre = aCentre('village', {
      organs: organKinds.slice(1).map(kind => ({ kind, since: '2026-06-01' })),
    })
    const at = (on: string) =>
      checkStaffing(defaultStaffingRules, { centre, appointments: whole.village }, on)

    expect(at('2026-05-31')).toMatchObject([{ rule: 'S11', kind: 'noOrgan', lacking: 6 }])
    expect(at('2026-06-01')).toMatchObject([{ rule: 'S11', lacking: 1, organs: ['office'] }])
  })

  it('asks nothing any more once the county has put it off', () => {
    const off = defaultStaffingRules
      .filter(({ code }) => code === 'S6')
      .map((rule): StaffingRule => ({ ...rule, severity: 'off', effectiveFrom: '2026-01-01' }))
    const rules = [...defaultStaffingRules, ...off]

    expect(rulesOn(rules, '2025-12-31').map(({ code }) => code)).toContain('S6')
    expect(rulesOn(rules, '2026-01-01').map(({ code }) => code)).not.toContain('S6')
  })
})

describe('a vacancy', () => {
  it('is none to deputies, and yellow where somebody stands in', () => {
    const vacant = without('township', 'officeDirector')
    const deputy = held('officeDirector', 'x', { manner: 'deputy' })
    const standIn = held('officeDirector', 'x', { manner: 'standIn', to: '2025-12-31' })

    expect(staffingLight(found('township', [...vacant, deputy]))).toBe('red')
    const stood = found('township', [...vacant, standIn], '2025-06-01')
    expect(stood).toMatchObject([{ rule: 'S3', kind: 'vacant', lacking: 1, standIns: 1, personIds: ['x'] }])
    expect(staffingLight(stood)).toBe('yellow')
    expect(staffingLight(found('township', [...vacant, standIn]))).toBe('red')
  })

  it('is yellow where the rule only says should', () => {
    expect(staffingLight(found('county', []))).toBe('yellow')
  })

  it('begins on the day after the last, and ends on the first', () => {
    const change = [
      ...without('township', 'fullTimeDeputy'),
      held('fullTimeDeputy', 'c', { to: '2026-03-31' }),
      held('fullTimeDeputy', 'f', { from: '2026-05-01' }),
    ]
    const at = (on: string) => codes('township', change, on)

    expect([at('2026-03-31'), at('2026-04-01'), at('2026-04-30'), at('2026-05-01')]).toEqual([
      [],
      ['S4.1 vacant'],
      ['S4.1 vacant'],
      [],
    ])
  })
})

/** The same reckoned plainly: who sits where on the day, said by each rule's own words. */
function plainly(appointments: readonly Appointment[], tier: CentreTier, on: string): string[] {
  const sits = (post: PostKind, as: readonly string[] = ['regular', 'concurrent']) => {
    const ids = new Set<string>()
    for (const one of appointments) {
      const isNow = one.from <= on && (one.to === null || one.to >= on)
      if (one.unitId === 'centre' && one.post === post && as.includes(one.manner) && isNow)
        ids.add(one.personId)
    }
    return ids
  }
  const told: string[] = []
  const few = (rule: string, post: PostKind, n = 1) => {
    if (sits(post).size < n) told.push(`${rule} vacant ${post} ${n - sits(post).size}`)
  }
  const also = (rule: string, post: PostKind, other: PostKind) => {
    few(rule, post)
    if ([...sits(post)].some(id => !sits(other).has(id))) told.push(`${rule} wrongHolder ${post} 0`)
  }
  const sole = (rule: string, post: PostKind) => {
    few(rule, post)
    if (sits(post).size > 1) told.push(`${rule} wrongHolder ${post} 0`)
  }
  if (tier === 'county') sole('S33', 'centreDirector')
  if (tier === 'township') {
    also('S2', 'committeeDirector', 'partySecretary')
    also('S3', 'officeDirector', 'partyDeputySecretary')
    few('S4.1', 'fullTimeDeputy')
    few('S4.2', 'fullTimeStaff', 2)
    sole('S6', 'coordinator')
  }
  if (tier === 'village') {
    also('S7', 'firstResponsible', 'villageSecretary')
    few('S8.1', 'securityDirector')
    few('S8.2', 'mediationDirector')
    few('S9.1', 'auxiliaryOfficer')
    few('S9.2', 'villageStaff')
    few('S10', 'auxiliaryOfficer')
    few('S10', 'villageStaff')
    const both = new Set([...sits('auxiliaryOfficer'), ...sits('villageStaff')])
    const isAlone = both.size === 1 && sits('auxiliaryOfficer').size === 1 && sits('villageStaff').size === 1
    if (isAlone) told.push('S10 wrongHolder auxiliaryOfficer 0')
  }
  return told
}

const start = '2026-01-01'
const anyDay = fc.integer({ min: 0, max: 120 }).map(n => addDays(start, n))
const anyAppointment = fc.record({
  personId: fc.constantFrom('a', 'b', 'c'),
  unitId: fc.constantFrom('centre', 'centre', 'elsewhere'),
  post: fc.constantFrom(...postKinds.filter(post => postRule(post).at !== 'unit')),
  manner: fc.constantFrom(...mannerCodes),
  from: anyDay,
  to: fc.option(anyDay),
})

it('finds at any centre on any day what plain reckoning finds', () => {
  fc.assert(
    fc.property(
      fc.array(anyAppointment, { maxLength: 40 }),
      fc.constantFrom<CentreTier>('county', 'township', 'village'),
      anyDay,
      (appointments, tier, on) => {
        const told = found(tier, appointments, on).map(
          ({ rule, kind, post, lacking }) => `${rule} ${kind} ${post} ${lacking}`,
        )
        expect(told.sort()).toEqual(plainly(appointments, tier, on).sort())
        const turned = found(tier, [...appointments].reverse(), on)
        expect(turned.map(({ rule, kind }) => [rule, kind])).toEqual(
          found(tier, appointments, on).map(({ rule, kind }) => [rule, kind]),
        )
      },
    ),
    { numRuns: 1_000 },
  )
})
