import { describe, expect, it } from 'vitest'
import { may, permissionsOf, roleCodes, type Actor, type Role } from '../../identity/index.ts'
import { instant, isOneOf } from '../../kernel/index.ts'
import { aCaseFact, aCaseReadyFor, aMaster, anActor, anId, aCommand, aPlaybook } from '../testing/index.ts'
import { centres, township, units, village } from '../testing/index.ts'
import { standardCatalogue } from '../catalogue/index.ts'
import { helpedBy } from './coUnits.ts'
import { closedTo, decideMove, decideSystemMove, openMoves } from './decideMove.ts'
import { systemMoves, type AnyCommand } from '../moves/commands.ts'
import type { CaseFact } from '../model.ts'
import { caseMoveNames, caseMoves, moveRule, type Tie } from '../moves/index.ts'
import { caseStatuses, isOpen, type CaseStatus } from './status.ts'
import { trialLaw } from '../testing/run.ts'

const now = instant('2026-11-24T03:00:00Z')
const noticeNumber = 'DB341222-20261124-0009'
const around = {
  now,
  law: trialLaw,
  catalogue: standardCatalogue,
  centres,
  noticeNumber,
  master: aMaster(),
  playbook: aPlaybook(),
}
const decide = (fact: CaseFact, command: AnyCommand, actor: Actor) =>
  decideMove({ fact, caseClocks: [] }, command, { ...around, actor })
const codeOf = (decided: ReturnType<typeof decide>) => (decided.ok ? 'granted' : decided.refusal.code)

/** What the table says, written out anew: the ties of each role to the builder's case. */
const desk: readonly Tie[] = ['area', 'areaOrParty', 'ownerOrDesk', 'watcher']
const above: readonly Tie[] = ['area', 'areaOrParty', 'watcher']
const ties: Readonly<Partial<Record<Role, readonly Tie[]>>> = {
  unitHandler: ['owner', 'party', 'co', 'ownerOrDesk', 'areaOrParty'],
  gridMember: ['area', 'areaOrParty', 'reporter', 'watcher'],
  townshipDispatcher: desk,
  townshipDirector: desk,
  countyDuty: desk,
  countyDispatcher: desk,
  countyDirector: desk,
  villageSecretary: above,
  townshipLeader: above,
  countyLeader: above,
  supervisor: above,
}

/** Of a role that is not written out: what its rights give it. */
function tiesByRight(role: Role): readonly Tie[] {
  const rights = permissionsOf(role)
  if (rights.includes('case.assign')) return desk
  return rights.includes('case.supervise') || rights.includes('case.instruct')
    ? above
    : ['area', 'areaOrParty']
}
const tiesOf = (role: Role): readonly Tie[] => ties[role] ?? tiesByRight(role)

describe('every status, move and role', () => {
  it.each(caseStatuses.flatMap(status => caseMoveNames.map(move => [status, move] as const)))(
    '%s + %s follows the table for every role',
    (status, move) => {
      const named = { status, ownerUnitId: units.department, reporterId: anId(301) }
      const current = aCaseReadyFor(move, named)
      const rule = moveRule(move)
      const found = roleCodes.filter(role => {
        const actor = anActor(role, { accountId: role === 'gridMember' ? anId(301) : anId(302) })
        const isOpenTo = openMoves(current, actor, now).includes(move)
        expect(decide(current, aCommand(move), actor).ok).toBe(isOpenTo)
        return isOpenTo
      })

      const expected = roleCodes.filter(role => {
        const actor = anActor(role)
        return may(actor, 'case.read') && may(actor, rule.by) && tiesOf(role).includes(rule.whose)
      })
      expect(found).toEqual(isOneOf<CaseStatus>(rule.from, status) ? expected : [])
    },
  )

  it('leaves no move without a role that may make it, but those of the system', () => {
    const idle = caseMoveNames.filter(move => !roleCodes.some(role => may(anActor(role), caseMoves[move].by)))

    expect(idle).toEqual(systemMoves)
  })
})

describe('the table of moves', () => {
  const leaving = (status: CaseStatus): CaseStatus[] =>
    caseMoveNames.flatMap(move => {
      const { from, to } = moveRule(move)
      return to !== 'same' && to !== status && isOneOf<CaseStatus>(from, status) ? [to] : []
    })
  const reachedFrom = (starts: readonly CaseStatus[]): Set<CaseStatus> => {
    const found = new Set(starts)
    for (const status of found) for (const next of leaving(status)) found.add(next)
    return found
  }

  it('reaches every status from a report', () => {
    expect([...reachedFrom(['reported', 'selfDone'])].sort()).toEqual([...caseStatuses].sort())
  })

  it.each(caseStatuses.filter(isOpen))('leads %s to an end, and on by somebody’s move', status => {
    const ends = [...reachedFrom([status])].filter(one => !isOpen(one))

    expect(leaving(status)).not.toEqual([])
    expect(ends).toContain('closed')
  })

  it.each(caseMoveNames)('never touches a clock of %s in two ways', move => {
    const { stops, starts, pauses = [], resumes = [], extends: later = [] } = moveRule(move)
    const ended = [...stops, ...pauses]
    const begun = [...starts, ...resumes]

    expect(new Set(ended).size + new Set(begun).size).toBe(ended.length + begun.length)
    expect(later.filter(stage => [...ended, ...begun].includes(stage))).toEqual([])
  })
})

describe('a decided move', () => {
  it.each(caseMoveNames)('%s keeps the fields it does not name', move => {
    const current = aCaseReadyFor(move, { status: caseMoves[move].from[0] })
    const tried = roleCodes.flatMap(role =>
      [anId(200), anId(300)].flatMap(accountId =>
        [units.township, units.department].map(unitId =>
          decide(current, aCommand(move), anActor(role, { accountId, unitId })),
        ),
      ),
    )
    const system = isOneOf(systemMoves, move)
      ? [decideSystemMove({ fact: current, caseClocks: [] }, move, around)]
      : []
    const decided = [...tried, ...system].find(one => one.ok)

    expect(decided).toBeDefined()
    if (!decided?.ok) return
    const { fact: next } = decided.value
    const { id, number, areaCode, gridCode, openedAt, sourceCode } = next
    expect({ id, number, areaCode, gridCode, openedAt, sourceCode }).toEqual({
      id: current.id,
      number: current.number,
      areaCode: current.areaCode,
      gridCode: current.gridCode,
      openedAt: current.openedAt,
      sourceCode: current.sourceCode,
    })
    expect(next.status).toBe(caseMoves[move].to === 'same' ? current.status : caseMoves[move].to)
    expect(next.closedAt).toBe(isOpen(next.status) ? null : now)
    expect(next.lastMove).toBe(move)
    expect(next.coUnitIds).toEqual(helpedBy(next.coUnits).coUnitIds)
  })

  it('hands a case to its unit with the units that help, the owner not twice', () => {
    const command = { ...aCommand('assign'), coUnitIds: [units.village, units.department] }

    const decided = decide(aCaseFact({ status: 'accepted' }), command, anActor('townshipDispatcher'))

    expect(decided.ok && decided.value.fact).toMatchObject({
      ownerUnitId: units.department,
      coUnitIds: [units.village],
    })
  })

  it('takes a refused case back to the centre, and counts', () => {
    const current = aCaseFact({ status: 'assigned', ownerUnitId: units.department })

    const decided = decide(current, aCommand('refuse'), anActor('unitHandler'))

    expect(decided.ok && decided.value.fact).toMatchObject({ ownerUnitId: units.township, refuseCount: 1 })
  })

  it('remembers who worked on it, each once', () => {
    const current = aCaseFact({ status: 'handling', ownerUnitId: units.department, handlerIds: [anId(7)] })

    const first = decide(current, aCommand('progress'), anActor('unitHandler'))
    const handlers = first.ok ? first.value.fact.handlerIds : []
    const again = decide({ ...current, handlerIds: handlers }, aCommand('finish'), anActor('unitHandler'))

    expect(handlers).toEqual([anId(7), anId(300)])
    expect(again.ok && again.value.fact.handlerIds).toEqual([anId(7), anId(300)])
  })

  describe('hands it on', () => {
    const worked = aCaseFact({
      status: 'handling',
      ownerUnitId: units.department,
      handlerIds: [anId(7), anId(8)],
      handledBy: [
        { accountId: anId(7), unitId: units.department },
        { accountId: anId(8), unitId: units.other },
      ],
      ...helpedBy([{ unitId: units.other, state: 'working', since: '2026-11-24T02:00:00.000Z' }]),
    })

    it.each([
      ['reassign', { ownerUnitId: units.village }, 'handling', [anId(8)]],
      ['recall', {}, 'assigned', []],
      ['waive', { unitId: units.other }, 'handling', [anId(7)]],
      ['escalate', {}, 'handling', [anId(7), anId(8)]],
      ['transfer', {}, 'handling', []],
    ] as const)(
      'by %s: the former unit works on it no more, and verifies it never',
      (move, named, status, left) => {
        const decided = decide(
          { ...worked, status },
          { ...aCommand(move), ...named },
          anActor('townshipDirector'),
        )

        expect(decided).toMatchObject({ ok: true })
        if (!decided.ok) return
        expect(decided.value.fact.handledBy?.map(one => one.accountId)).toEqual(left)
        expect(decided.value.fact.handlerIds).toEqual([anId(7), anId(8)])
      },
    )
  })

  it('becomes sensitive with a sensitive category, and tells the clocks of a new level', () => {
    const command = { ...aCommand('accept'), categoryCode: 'E0903', level: 'red' } as const

    const decided = decide(aCaseFact(), command, anActor('townshipDuty'))

    expect(decided.ok && decided.value).toMatchObject({
      fact: { sensitive: true, level: 'red' },
      caseClocks: [
        { stage: 'assignment', rule: { level: 'red' } },
        { stage: 'incidentCall', rule: { level: 'red' } },
        { stage: 'incidentWriting', rule: { level: 'red' } },
      ],
    })
  })
})

describe('guards', () => {
  const verifier = anActor('townshipDuty', { accountId: anId(300) })

  it.each(['pass', 'rework'] as const)('refuses %s to whoever handled the case', move => {
    const current = aCaseFact({ status: 'done', handlerIds: [anId(300)] })

    expect(codeOf(decide(current, aCommand(move), verifier))).toBe('case.handlerVerifies')
    expect(codeOf(decide({ ...current, handlerIds: [anId(8)] }, aCommand(move), verifier))).toBe('granted')
  })

  it.each([
    ['blue', 'townshipDuty', 'granted'],
    ['yellow', 'townshipDuty', 'case.notYourLevel'],
    ['yellow', 'townshipDirector', 'granted'],
    ['orange', 'townshipDirector', 'case.notYourLevel'],
    ['orange', 'countyDispatcher', 'case.notYourLevel'],
    ['red', 'countyDirector', 'granted'],
  ] as const)('closes %s by %s: %s', (level, role, code) => {
    expect(codeOf(decide(aCaseFact({ status: 'verified', level }), aCommand('close'), anActor(role)))).toBe(
      code,
    )
  })

  it.each([
    ['red', 'townshipDuty', 'case.notYourLevel'],
    ['orange', 'countyDuty', 'case.notYourLevel'],
    ['orange', 'countyDispatcher', 'granted'],
    ['blue', 'townshipDuty', 'granted'],
  ] as const)('rejects %s by %s: %s', (level, role, code) => {
    expect(codeOf(decide(aCaseFact({ level }), aCommand('reject'), anActor(role)))).toBe(code)
  })

  it.each([
    ['blue', 'orange', 'townshipDuty', 'granted'],
    ['orange', 'blue', 'townshipDuty', 'case.notYourLevel'],
    ['orange', 'blue', 'townshipDirector', 'granted'],
    ['blue', 'blue', 'townshipDirector', 'case.sameLevel'],
  ] as const)('moves %s to %s by %s: %s', (...[from, level, role, code]) => {
    const command = { ...aCommand('changeLevel'), level }

    expect(codeOf(decide(aCaseFact({ level: from }), command, anActor(role)))).toBe(code)
  })

  it('lets an owner refuse once', () => {
    const current = aCaseFact({ status: 'assigned', ownerUnitId: units.department, refuseCount: 1 })

    expect(codeOf(decide(current, aCommand('refuse'), anActor('unitHandler')))).toBe('case.refusedBefore')
  })

  it('asks for more twice at most, and only somebody', () => {
    const duty = anActor('townshipDuty')

    expect(codeOf(decide(aCaseFact({ askCount: 1 }), aCommand('askInfo'), duty))).toBe('granted')
    expect(codeOf(decide(aCaseFact({ askCount: 2 }), aCommand('askInfo'), duty))).toBe('case.askedTooOften')
    expect(codeOf(decide(aCaseFact({ reporterId: null }), aCommand('askInfo'), duty))).toBe(
      'case.illegalMove',
    )
  })

  it('refuses a category that does not exist', () => {
    const command = { ...aCommand('accept'), categoryCode: '9876' }

    expect(codeOf(decide(aCaseFact(), command, anActor('townshipDuty')))).toBe('category.unknown')
  })
})

describe('the order of refusals', () => {
  const elsewhere = anActor('townshipDuty', { scope: '341222102', unitId: anId(99) })

  it('knows nothing of a case out of sight, whatever the move', () => {
    for (const move of caseMoveNames) {
      expect(closedTo(aCaseFact({ status: 'closed' }), move, { actor: elsewhere, now })?.refusal.code).toBe(
        'case.unknown',
      )
    }
  })

  it('names the right before the status, the status before the tie', () => {
    const asking = { actor: anActor('gridMember', { accountId: anId(200) }), now }

    expect(closedTo(aCaseFact({ status: 'closed' }), 'accept', asking)?.refusal.code).toBe(
      'permission.missing',
    )
    expect(closedTo(aCaseFact(), 'sign', asking)?.refusal.code).toBe('case.illegalMove')
    expect(closedTo(aCaseFact({ status: 'assigned' }), 'sign', asking)?.refusal.code).toBe('case.notYours')
  })

  it('lets a helping unit do its own part and report progress and write into the record, and nothing more', () => {
    const current = aCaseReadyFor('coFeedBack', { status: 'handling', ownerUnitId: units.other })

    expect(openMoves(current, anActor('unitHandler'), now)).toEqual([
      'progress',
      'coFeedBack',
      'call',
      'note',
      'tick',
    ])
  })

  it('keeps a village from a case that lies in the township only', () => {
    const current = aCaseFact({ areaCode: township, gridCode: null })

    expect(
      openMoves(current, anActor('villageOfficer', { scope: village, accountId: anId(5) }), now),
    ).toEqual([])
    expect(openMoves(current, anActor('townshipDuty'), now)).toContain('accept')
  })
})
