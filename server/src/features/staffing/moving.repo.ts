import type { Tx } from '../../platform/db/index.ts'
import { moveCodes, movesAsArrays, type MovedCode } from '../../platform/registers/index.ts'
import { persons } from './staffing.tables.ts'

/** Persons, and the divisions that units answer for, go along with the divisions. */
export async function moveStaff(tx: Tx, moves: readonly MovedCode[]): Promise<void> {
  await moveCodes(tx, moves, { column: persons.areaCode, also: { version: 't.version + 1' } })
  await tx.query(
    `update unit_profiles t
        set version = t.version + 1,
            duties = (select jsonb_agg(duty || jsonb_build_object('areaCode', coalesce(moved.next, duty ->> 'areaCode')) order by nth)
                        from jsonb_array_elements(t.duties) with ordinality as held(duty, nth)
                        left join unnest($1::text[], $2::text[]) as moved(former, next)
                          on moved.former = duty ->> 'areaCode')
      where exists (select from jsonb_array_elements(t.duties) as duty where duty ->> 'areaCode' = any($1::text[]))`,
    movesAsArrays(moves),
  )
}
