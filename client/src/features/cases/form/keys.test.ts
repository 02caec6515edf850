import { caseMoves, caseStatuses, moveKeys, type CaseMove, type CaseStatus } from '@shuniu/shared/cases'
import { permissionsOf, roleCodes, type Role } from '@shuniu/shared/identity'
import { describe, expect, it } from 'vitest'

/** Keys that the desk itself obeys, and those a browser keeps for itself. */
const taken = ['J', 'K', '.', 'G', 'C', 'F', 'Z', 'F1', 'F5', 'F10', 'F11', 'F12']
/** A unit owns a case or helps in it, never both; a helper's own steps follow its own state. */
const parts = ['owner', 'called', 'waiting', 'working', 'none'] as const
type FormPart = (typeof parts)[number]
const helpersStep: Readonly<Partial<Record<CaseMove, readonly FormPart[]>>> = {
  arrive: ['called'],
  coSign: ['waiting'],
  coRefuse: ['called', 'waiting'],
  coFeedBack: ['working'],
}

interface DeskCase {
  readonly status: CaseStatus
  readonly role: Role
  readonly part: FormPart
}

/** Whether somebody at such a desk could be offered a move. */
function mayBeOpen(move: CaseMove, { status, role, part }: DeskCase): boolean {
  const { from, by, whose } = caseMoves[move]
  const isTheirs = whose === 'co' ? helpersStep[move]?.includes(part) : whose !== 'owner' || part === 'owner'
  return from.some(one => one === status) && isTheirs === true && permissionsOf(role).includes(by)
}

const desks = caseStatuses.flatMap(status =>
  roleCodes.flatMap(role => parts.map((part): DeskCase => ({ status, role, part }))),
)

describe('the keys of the moves', () => {
  it.each([...moveKeys()])('%s opens one move at a time', (_, moves) => {
    const clashes = desks.flatMap(desk => {
      const open = moves.filter(move => mayBeOpen(move, desk))
      return open.length > 1 ? [[desk.status, desk.role, ...open]] : []
    })

    expect(clashes).toEqual([])
  })

  it('are none that the desk or the browser keeps', () => {
    expect([...moveKeys().keys()].filter(key => taken.includes(key))).toEqual([])
  })
})
