import { addDays, isRealDay, type Day } from '../calendar/index.ts'
import { isWithin, parentOf } from '../grids/index.ts'
import { refuse, type Refused, type Result } from '../kernel/index.ts'
import type { DivisionCommand, SplitPart } from './model.ts'
import {
  childrenOf,
  outcomeOf,
  wasGiven,
  type CountyDivisions,
  type DivisionOutcome,
  type DivisionSplit,
} from './outcome.ts'

interface ActDay {
  readonly effectiveOn: Day
  readonly today: Day
}

const yearDays = 366

/**
 * What an act makes of the county, or why not. Whatever lies in a division keeps its last three digits in what takes over,
 * or, where these are taken, gets the next number that never was given out; a grid that is called by its number is called by
 * the new one. Codes are never given out twice. Source: domain.md §2.9.
 * Refuses: as `previewDivisionAct` of the contracts, but for what hangs on a division beside its children.
 */
export function decideAct(
  county: CountyDivisions,
  command: DivisionCommand,
  { effectiveOn, today }: ActDay,
): Result<DivisionOutcome> {
  if (
    !isRealDay(effectiveOn) ||
    effectiveOn < addDays(today, -10 * yearDays) ||
    effectiveOn > addDays(today, 3 * yearDays)
  ) {
    return refuse('division.wrongDay', { effectiveOn })
  }
  const wrong = notStanding(county, command.code) ?? wrongTier(command) ?? wrongIn(county, command)
  if (wrong) return wrong
  const outcome = outcomeOf(county, command, effectiveOn)
  if (!outcome.ok) return outcome
  const touched = [command.code, ...outcome.value.moves.flatMap(({ from, to }) => [from, to])]
  const early = tooEarly(county, touched, effectiveOn)
  return early ?? outcome
}

/** The codes that an act is about; what lies in them goes along. */
export const codesIn = (command: DivisionCommand): string[] => [
  command.code,
  ...(command.kind === 'recode' ? [command.newCode] : []),
  ...(command.kind === 'merge' ? [command.into] : []),
  ...(command.kind === 'split' ? command.parts.map(({ code }) => code) : []),
  ...(command.kind === 'cease' && command.heir !== null ? [command.heir] : []),
]

/** Whether two acts are about the same division, or one about what lies in that of the other. */
export const doMeet = (one: DivisionCommand, other: DivisionCommand): boolean =>
  codesIn(one).some(a =>
    codesIn(other).some(b => a === b || (a.length > 6 && isWithin(b, a)) || (b.length > 6 && isWithin(a, b))),
  )

function notStanding({ standing, former }: CountyDivisions, code: string): Refused | undefined {
  if (standing.has(code)) return undefined
  const last = former.findLast(one => one.code === code)
  return last ? refuse('division.gone', { code, heirs: last.heirs }) : refuse('division.unknown', { code })
}

function wrongTier(command: DivisionCommand): Refused | undefined {
  if (command.code.length === 6 && command.kind !== 'rename')
    return refuse('division.wrongLevel', { code: command.code })
  return undefined
}

function wrongIn(county: CountyDivisions, command: DivisionCommand): Refused | undefined {
  switch (command.kind) {
    case 'rename':
      return wrongName(county, command)
    case 'recode':
      return command.newCode === command.code
        ? refuse('division.unchanged', { code: command.code })
        : wrongCode(county, command.code, command.newCode)
    case 'merge':
      return wrongHeir(county, command.code, command.into)
    case 'split':
      return wrongParts(county, command)
    case 'cease':
      if (command.heir !== null) return wrongHeir(county, command.code, command.heir)
      return childrenOf(county, command.code).length > 0
        ? refuse('division.heirMissing', { code: command.code })
        : undefined
    default:
      return command satisfies never
  }
}

function wrongName(
  county: CountyDivisions,
  { code, name }: { readonly code: string; readonly name: string },
): Refused | undefined {
  if (county.standing.get(code) === name) return refuse('division.unchanged', { name })
  return isNameTaken(county, name, { code, beside: code })
}

/** Whether a sister of one code has the name, other than what has another code. */
function isNameTaken(
  { standing }: CountyDivisions,
  name: string,
  { code, beside }: { readonly code: string; readonly beside: string },
): Refused | undefined {
  const parent = parentOf(beside)
  const sister = [...standing].find(
    ([one, called]) => called === name && one !== code && parentOf(one) === parent,
  )
  return sister && refuse('division.nameTaken', { name, code: sister[0] })
}

function wrongCode(county: CountyDivisions, code: string, newCode: string): Refused | undefined {
  const parent = parentOf(newCode)
  if (newCode.length !== code.length || parent === undefined || !county.standing.has(parent)) {
    return refuse('division.wrongCode', { code: newCode })
  }
  if (wasGiven(county, newCode)) return refuse('division.codeTaken', { code: newCode })
  return isNameTaken(county, county.standing.get(code) ?? '', { code, beside: newCode })
}

function wrongHeir(county: CountyDivisions, code: string, heir: string): Refused | undefined {
  if (heir === code) return refuse('division.itself', { code })
  const gone = notStanding(county, heir)
  if (gone) return gone
  return heir.length === code.length ? undefined : refuse('division.wrongLevel', { code: heir })
}

function wrongParts(county: CountyDivisions, { code, parts }: DivisionSplit): Refused | undefined {
  const codes = parts.map(part => part.code)
  const twice = codes.find((one, at) => codes.indexOf(one) !== at)
  if (twice !== undefined) return refuse('division.codeTaken', { code: twice })
  for (const part of parts) {
    const wrong = wrongPart(county, code, part)
    if (wrong) return wrong
  }
  const names = parts.map(part => part.name)
  const same = names.find((one, at) => names.indexOf(one) !== at)
  if (same !== undefined) return refuse('division.nameTaken', { name: same })
  const given = parts.flatMap(part => part.children)
  const children = childrenOf(county, code)
  const missing = children.filter(child => !given.includes(child))
  const surplus = given.filter((child, at) => !children.includes(child) || given.indexOf(child) !== at)
  return missing.length + surplus.length > 0
    ? refuse('division.splitIncomplete', { missing, surplus })
    : undefined
}

function wrongPart(county: CountyDivisions, code: string, part: SplitPart): Refused | undefined {
  if (part.code.length !== code.length || parentOf(part.code) !== parentOf(code)) {
    return refuse('division.wrongCode', { code: part.code })
  }
  if (part.code !== code && wasGiven(county, part.code)) {
    return refuse('division.codeTaken', { code: part.code })
  }
  return isNameTaken(county, part.name, { code, beside: code })
}

function tooEarly({ former }: CountyDivisions, codes: readonly string[], day: Day): Refused | undefined {
  const touched = new Set(codes)
  const later = former.find(one => one.until > day && one.heirs.some(heir => touched.has(heir)))
  return later && refuse('division.tooEarly', { code: later.code, day: later.until })
}
