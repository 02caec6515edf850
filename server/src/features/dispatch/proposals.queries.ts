import type { DutyTime } from '@shuniu/shared/calendar'
import type { CaseFact } from '@shuniu/shared/cases'
import type { UnitView } from '@shuniu/shared/centres'
import { rankUnits, type listUnitProposals, type UnitCandidate } from '@shuniu/shared/dispatch'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, toMs, type Instant, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { unitWork, type Cases } from '../cases/index.ts'
import type { Directory } from '../centres/index.ts'
import { profilesOf, unsaidProfile } from '../staffing/index.ts'

export interface ProposalGround {
  readonly cases: Pick<Cases, 'fact'>
  readonly units: Directory
  readonly duty: () => DutyTime
}

/** A county has some dozens of units for a place; of more the nearest are looked at. */
const mostCandidates = 200
const lookedBackMs = 182 * 86_400_000

/** The units whose division the case lies in, the nearest first. */
function candidatesFor({ areaCode }: CaseFact, units: readonly UnitView[]): UnitView[] {
  return units
    .filter(unit => areaCode.startsWith(unit.areaCode))
    .sort((a, b) => b.areaCode.length - a.areaCode.length)
    .slice(0, mostCandidates)
}

/** Where cases like it were sent: its township, or the county for what is the county's. */
const around = ({ areaCode, tier }: CaseFact): string => areaCode.slice(0, tier === 'county' ? 6 : 9)

type ProposalDeps = Pick<Platform, 'database' | 'clock'> & ProposalGround

/** What is counted of the units and what their entries say, in one moment, by two queries however many they are. */
function readCandidates(
  { database }: ProposalDeps,
  current: CaseFact,
  asked: { readonly units: readonly UnitView[]; readonly now: Instant },
): Promise<UnitCandidate[]> {
  const unitIds = asked.units.map(({ id }) => id)
  const since = instant(toMs(asked.now) - lookedBackMs)
  return inTx(
    database,
    async tx => {
      const work = await unitWork(tx, { unitIds, current, area: around(current), since })
      const profiles = new Map((await profilesOf(tx, unitIds)).map(row => [row.unitId, row]))
      return asked.units.map(({ id, name, kind, areaCode }) => {
        const { refusedBy, ofUnit } = work
        const counted = ofUnit.get(id) ?? { open: 0, isOpenFloor: false, sent: 0 }
        const profile = profiles.get(id) ?? unsaidProfile
        return { unitId: id, kind, areaCode, profile, ...counted, hasRefused: refusedBy.has(name) }
      })
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

/**
 * The units to send for a case, for whoever sees all of it: numbers of their work, and nothing of any other case. Refuses:
 * `case.unknown`.
 */
export const proposalsOf =
  (reading: ProposalDeps) =>
  async (caseId: string, actor: Actor): Promise<Result<ReplyOf<typeof listUnitProposals>>> => {
    const { cases, units, duty, clock } = reading
    const found = await cases.fact(caseId, actor)
    if (!found.ok) return found
    const now = clock.now()
    const asked = { units: candidatesFor(found.value, units.seenBy(actor)), now }
    const candidates = await readCandidates(reading, found.value, asked)
    return grant({ items: rankUnits(found.value, candidates, { now, duty: duty() }) })
  }
