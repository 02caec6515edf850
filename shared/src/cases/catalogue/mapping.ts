import type { ListBCode, ListCCode, PetitionClass } from './reportLists.ts'

/** Where one kind of list A is counted in the other three lists. */
export interface ListMapping {
  readonly listA: string
  readonly listB: ListBCode
  readonly listC: ListCCode
  readonly petition: PetitionClass
  readonly effectiveFrom: string
}

type MappingRow = readonly [listA: string, listB: ListBCode, listC: ListCCode, petition: PetitionClass]

/**
 * A → B → C → 信访, one row for each leaf of list A, so that a case typed once fills every report.
 * C → 信访 follows Hefei's mediation platform where it says so [seen]; the rest is proposed [D]. Source: domain §2.4.
 */
const rows: readonly MappingRow[] = [
  ['0101', '16', 'marriageFamily', 'civilAffairs'],
  ['0102', '16', 'marriageFamily', 'civilAffairs'],
  ['0103', '16', 'marriageFamily', 'civilAffairs'],
  ['0199', '16', 'marriageFamily', 'civilAffairs'],
  ['0201', '17', 'neighbours', 'civilAffairs'],
  ['0202', '17', 'neighbours', 'civilAffairs'],
  ['0203', '17', 'neighbours', 'civilAffairs'],
  ['0299', '17', 'neighbours', 'civilAffairs'],
  ['0301', '24', 'damages', 'politicsLaw'],
  ['0302', '24', 'damages', 'politicsLaw'],
  ['0303', '15', 'damages', 'politicsLaw'],
  ['0399', '24', 'damages', 'politicsLaw'],
  ['0401', '24', 'damages', 'politicsLaw'],
  ['0402', '12', 'propertyManagement', 'propertyManagement'],
  ['0403', '12', 'houseHomestead', 'agriculture'],
  ['0499', '24', 'other', 'other'],
  ['0501', '11', 'damages', 'education'],
  ['0502', '09', 'medical', 'health'],
  ['0503', '10', 'roadTraffic', 'transport'],
  ['0504', '05', 'pollution', 'ecology'],
  ['0505', '13', 'consumption', 'economy'],
  ['0506', '24', 'damages', 'politicsLaw'],
  ['0507', '15', 'damages', 'labour'],
  ['0599', '24', 'damages', 'politicsLaw'],
  ['0601', '13', 'consumption', 'economy'],
  ['0602', '12', 'contract', 'propertyManagement'],
  ['0603', '14', 'contract', 'market'],
  ['0604', '14', 'contract', 'transport'],
  ['0699', '14', 'contract', 'market'],
  ['0701', '08', 'labour', 'labour'],
  ['0702', '08', 'labour', 'labour'],
  ['0703', '08', 'labour', 'labour'],
  ['0704', '08', 'labour', 'labour'],
  ['0781', '08', 'unpaidWages', 'labour'],
  ['0799', '08', 'labour', 'labour'],
  ['0801', '14', 'contract', 'economy'],
  ['0802', '14', 'contract', 'economy'],
  ['0803', '14', 'contract', 'economy'],
  ['0804', '14', 'contract', 'economy'],
  ['0899', '14', 'contract', 'economy'],
  ['0901', '01', 'forestLand', 'naturalResources'],
  ['0902', '04', 'houseHomestead', 'agriculture'],
  ['0903', '04', 'forestLand', 'naturalResources'],
  ['0904', '04', 'forestLand', 'naturalResources'],
  ['0999', '04', 'forestLand', 'naturalResources'],
  ['1001', '14', 'production', 'market'],
  ['1002', '20', 'production', 'market'],
  ['1003', '14', 'production', 'market'],
  ['1004', '14', 'production', 'market'],
  ['1005', '14', 'contract', 'economy'],
  ['1006', '24', 'other', 'politicsLaw'],
  ['1099', '14', 'other', 'other'],
  ['1101', '02', 'expropriation', 'construction'],
  ['1102', '01', 'expropriation', 'construction'],
  ['1103', '03', 'expropriation', 'construction'],
  ['1104', '03', 'other', 'construction'],
  ['1105', '21', 'expropriation', 'construction'],
  ['1199', '03', 'other', 'construction'],
  ['1201', '07', 'other', 'civilAffairs'],
  ['1202', '08', 'other', 'civilAffairs'],
  ['1203', '18', 'other', 'civilAffairs'],
  ['1299', '07', 'other', 'civilAffairs'],
  ['1301', '22', 'other', 'construction'],
  ['1302', '22', 'other', 'education'],
  ['1303', '22', 'other', 'market'],
  ['1304', '22', 'other', 'other'],
  ['1305', '22', 'other', 'transport'],
  ['1306', '22', 'other', 'agriculture'],
  ['1307', '06', 'other', 'health'],
  ['1399', '22', 'other', 'other'],
  ['1401', '23', 'other', 'politicsLaw'],
  ['1402', '23', 'other', 'politicsLaw'],
  ['1403', '23', 'other', 'politicsLaw'],
  ['1404', '23', 'other', 'politicsLaw'],
  ['1501', '00', 'other', 'organisation'],
  ['1502', '00', 'other', 'discipline'],
  ['1599', '00', 'other', 'organisation'],
  ['1601', '19', 'other', 'ethnicReligious'],
  ['1602', '19', 'other', 'ethnicReligious'],
  ['9999', '00', 'other', 'other'],
]

export const listMappings: readonly ListMapping[] = rows.map(([listA, listB, listC, petition]) => {
  return { listA, listB, listC, petition, effectiveFrom: '2000-01-01' }
})

const byListA = new Map(listMappings.map(row => [row.listA, row]))

/** The other lists' classes of a list A leaf; undefined for anything else. */
export const mappingOf = (listA: string): ListMapping | undefined => byListA.get(listA)
