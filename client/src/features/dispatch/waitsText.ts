import { roleRow } from '@shuniu/shared/identity'
import { owingUnits, turnOf, type CaseView } from '@shuniu/shared/cases'
import { say } from '../../platform/i18n/index.ts'
import { shortPlace } from '../grids/index.ts'

/** What the words of a wait are made of: units by their ids, divisions by their codes. */
interface WaitNames {
  readonly unitOf: (id: string) => string
  readonly nameOf: (code: string) => string
}

/** 城关镇值班员 of 乡镇值班员: a post of a township is called by the township. */
function postOf(seen: CaseView, { unitOf, nameOf }: WaitNames): string {
  const role = turnOf(seen)?.role
  if (role === undefined) return unitOf(seen.ownerUnitId)
  return roleRow(role).name.replace(/^乡镇/, shortPlace(nameOf(seen.areaCode.slice(0, 9))))
}

/** Of a case that is worked on, those whose part is still owed, the first by name. */
function helpersOf({ status, coUnits }: CaseView, { unitOf }: WaitNames): string | undefined {
  const [first, ...others] = owingUnits(coUnits)
  if (!first || (status !== 'handling' && status !== 'rework')) return undefined
  const name = unitOf(first.unitId)
  return others.length === 0 ? name : say('dispatch.waits.several', { name, n: others.length + 1 })
}

/** What a case waits for, and from whom: a post, the unit that has it and those that help, whoever reported it. */
export function waitsText(seen: CaseView, names: WaitNames): string {
  const text = say(`dispatch.waits.${seen.status}`, {
    unit: names.unitOf(seen.ownerUnitId),
    post: postOf(seen, names),
  })
  const helpers = helpersOf(seen, names)
  return helpers === undefined ? text : say('dispatch.waits.helped', { text, helpers })
}
