import { callOwedBy, hasReached, type CaseFact, type PostedMove } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import type { Connections, ReadOrm } from '../../platform/db/index.ts'
import type { Directory } from '../centres/index.ts'
import { latestOf } from './cases.repo.ts'
import type { Media, NamedFile } from './deps.ts'

function namedUnits(command: PostedMove): readonly string[] {
  switch (command.move) {
    case 'assign':
    case 'designate':
    case 'reassign':
      return [command.ownerUnitId, ...(command.coUnitIds ?? [])]
    case 'whistle':
      return command.unitIds
    case 'refuse':
      return command.suggestedUnitId === undefined ? [] : [command.suggestedUnitId]
    default:
      return []
  }
}

/** A unit may own a case, help in it or be proposed for it when it is the county's or its area holds the case. */
export function wrongUnits(units: Directory, known: CaseFact, command: PostedMove): Refused | undefined {
  const wrong = namedUnits(command).find(id => {
    const unit = units.unitById(id)
    return unit === undefined || !known.areaCode.startsWith(unit.areaCode)
  })
  return wrong === undefined ? undefined : refuse('unit.unknown', { unitId: wrong })
}

/** The files that a move names, as they stand; they may follow. Refuses: `case.unknownMedia` for somebody else's. */
export async function namedFiles(
  pool: Pick<Connections, 'pool'>,
  media: Media,
  { command, actor }: { command: PostedMove; actor: Actor },
): Promise<Result<readonly NamedFile[]>> {
  const ids = 'media' in command ? (command.media ?? []) : []
  const named = ids.length === 0 ? [] : await media.claim(pool, ids, actor.accountId)
  return named ? grant(named) : refuse('case.unknownMedia', { media: ids })
}

/** Whoever says "by telephone" must have reached somebody, as the record has it. Refuses: `case.callMissing`. */
export async function uncalled(
  orm: ReadOrm,
  caseId: string,
  command: PostedMove,
): Promise<Refused | undefined> {
  const since = callOwedBy(command)
  if (!since) return undefined
  const steps = await latestOf(orm, caseId, ['call', ...since])
  return hasReached(steps, since) ? undefined : refuse('case.callMissing', { since })
}
