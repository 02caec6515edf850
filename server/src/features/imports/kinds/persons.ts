import { initialsOf } from '../../grids/index.ts'
import { personRegister, personsById } from '../../staffing/index.ts'
import {
  notInRegister,
  textIn,
  wrongIn,
  type CountySite,
  type FoundFault,
  type KindWork,
  type RowValues,
} from './kind.ts'
import { unitIn } from './named.ts'

/** The division whose centres look after the entry: written down, else that of the unit. */
function placeIn(values: RowValues, site: CountySite) {
  const { unit, faults } = unitIn(values, site)
  const areaCode = textIn(values, 'areaCode') || (unit?.areaCode ?? '')
  const isNowhere = areaCode === '' && faults.length === 0
  return { areaCode, faults: isNowhere ? [wrongIn('areaCode', 'person.noPlace')] : faults }
}

/** A namesake is somebody else, or the same person with a new number: only people know. */
function namesakes(values: RowValues, areaCode: string, { roster }: CountySite): FoundFault[] {
  const person = { name: textIn(values, 'name'), mobile: textIn(values, 'mobile'), areaCode }
  if (!roster.hasNamesake(person) || roster.isListed(roster.personIdOf(person))) return []
  return [{ ...wrongIn('mobile', 'person.namesake'), isWarning: true }]
}

/** Whoever holds posts, known by name and mobile number together; the number is sealed and told of nowhere. */
export const personsWork: KindWork = {
  register: personRegister,
  told: { area_code: 'areaCode', office_phone: 'officePhone' },
  want(values, site) {
    const [name, mobile] = [textIn(values, 'name'), textIn(values, 'mobile')]
    const { areaCode, faults } = placeIn(values, site)
    const isGrid = areaCode.length === 15
    const { officePhone } = values
    const columns = { area_code: areaCode, ...(officePhone !== undefined && { office_phone: officePhone }) }
    const key = name === '' || mobile === '' ? '' : site.roster.personIdOf({ name, mobile })
    return {
      key,
      called: name,
      columns,
      faults: isGrid ? [...faults, wrongIn('areaCode', 'area.wrongTier')] : faults,
    }
  },
  judge({ columns }, values, site) {
    const areaCode = String(columns['area_code'])
    const wrong = notInRegister(areaCode, values['areaCode'] === undefined ? 'unit' : 'areaCode', site)
    return [...wrong, ...namesakes(values, areaCode, site)]
  },
  fresh({ wanted: { key }, values }, { by, at, seal }) {
    const name = textIn(values, 'name')
    return {
      id: key,
      name,
      initials: initialsOf(name),
      mobile_sealed: seal(textIn(values, 'mobile')),
      office_phone: null,
      command_hash: 'import',
      changed_by: by,
      changed_at: at,
      change_id: null,
    }
  },
  async callings(tx, keys) {
    return new Map((await personsById(tx, keys)).map(({ id, name }) => [id, name]))
  },
  changing: ({ by, at }) => ({ changed_by: by, changed_at: at, change_id: null }),
}
