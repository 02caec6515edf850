import type { CaseFact, PostedMove } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { refuse, type Refused } from '@shuniu/shared/kernel'
import type { Connections } from '../../platform/db/index.ts'
import type { Directory } from '../centres/index.ts'
import type { Media } from './lower.ts'

function namedUnits(wish: PostedMove): readonly string[] {
  switch (wish.move) {
    case 'assign':
    case 'designate':
    case 'reassign':
      return [wish.ownerUnitId, ...(wish.coUnitIds ?? [])]
    case 'whistle':
      return wish.unitIds
    case 'refuse':
      return wish.suggestedUnitId === undefined ? [] : [wish.suggestedUnitId]
    default:
      return []
  }
}

/** A unit may own a case, help in it or be proposed for it when it is the county's or its area holds the case. */
export function wrongUnits(units: Directory, known: CaseFact, wish: PostedMove): Refused | undefined {
  const wrong = namedUnits(wish).find(id => {
    const unit = units.unitById(id)
    return unit === undefined || !known.areaCode.startsWith(unit.areaCode)
  })
  return wrong === undefined ? undefined : refuse('unit.unknown', { unitId: wrong })
}

/** Files named in a move must be complete and sent by who makes it. */
export async function wrongMedia(
  orm: Connections['orm'],
  media: Media,
  { wish, actor }: { wish: PostedMove; actor: Actor },
): Promise<Refused | undefined> {
  const ids = 'media' in wish ? (wish.media ?? []) : []
  if (ids.length === 0 || (await media.areOwn(orm, ids, actor.accountId))) return undefined
  return refuse('case.unknownMedia', { media: ids })
}
