import { isOneOf, typedKeys } from '../kernel/index.ts'

export const centreTiers = ['county', 'township', 'village'] as const
export type CentreTier = (typeof centreTiers)[number]

/** The tier of a governance centre by the code of its division: 6 digits a county, 9 a township, 12 a village. */
export function tierOf(areaCode: string): CentreTier | undefined {
  if (areaCode.length === 6) return 'county'
  if (areaCode.length === 9) return 'township'
  return areaCode.length === 12 ? 'village' : undefined
}

interface PostRule {
  readonly name: string
  /** The S-number of the source text. */
  readonly source: string
  /** At which centres it stands; `unit`: at a department or force. */
  readonly at: CentreTier | 'unit'
  /** So many may hold it at once, deputies and stand-ins not counted. */
  readonly most: number
  /** 专职: held as somebody's own work, and nobody holds two of these. */
  readonly isFullTime?: true
  /** Both cannot be held by one person on one day. */
  readonly excludes?: readonly string[]
}

/** The posts of the three tiers and of units, with who may hold them. Source: domain.md §1.1, §1.4. */
export const postRows = {
  centreDirector: { name: '综治中心主任', source: 'S33', at: 'county', most: 1 },
  centreDeputy: { name: '综治中心副主任', source: 'S33', at: 'county', most: 5 },
  committeeDirector: {
    name: '综治委主任',
    source: 'S2',
    at: 'township',
    most: 1,
    excludes: ['officeDirector'],
  },
  partySecretary: {
    name: '党委书记',
    source: 'S2',
    at: 'township',
    most: 1,
    excludes: ['partyDeputySecretary'],
  },
  officeDirector: { name: '综治办主任', source: 'S3', at: 'township', most: 1 },
  partyDeputySecretary: { name: '党委副书记', source: 'S3', at: 'township', most: 5 },
  fullTimeDeputy: {
    name: '综治专职副主任',
    source: 'S4',
    at: 'township',
    most: 5,
    isFullTime: true,
    excludes: ['officeDirector'],
  },
  fullTimeStaff: { name: '综治专职人员', source: 'S4', at: 'township', most: 50, isFullTime: true },
  coordinator: { name: '牵头协调人', source: 'S6', at: 'township', most: 5 },
  villageSecretary: { name: '村党组织书记', source: 'S7', at: 'village', most: 1 },
  firstResponsible: { name: '综治工作第一责任人', source: 'S7', at: 'village', most: 1 },
  securityDirector: { name: '治保主任', source: 'S8', at: 'village', most: 1 },
  mediationDirector: { name: '调解主任', source: 'S8', at: 'village', most: 1 },
  auxiliaryOfficer: { name: '辅警', source: 'S9', at: 'village', most: 5, isFullTime: true },
  villageStaff: { name: '村综治专职人员', source: 'S9', at: 'village', most: 5, isFullTime: true },
  policeOfficer: { name: '驻村民警', source: 'S10', at: 'village', most: 3 },
  drugRoomHead: { name: '禁毒室负责人', source: 'S11', at: 'village', most: 1 },
  patrolHead: { name: '治安巡逻队队长', source: 'S11', at: 'village', most: 1 },
  unitHead: { name: '单位负责人', source: 'S31', at: 'unit', most: 1 },
  unitDeputy: { name: '单位分管负责人', source: 'S31', at: 'unit', most: 10 },
  unitContact: { name: '承办人', source: 'S31', at: 'unit', most: 50 },
} as const satisfies Readonly<Record<string, PostRule>>

export type PostKind = keyof typeof postRows
export const postKinds = typedKeys(postRows)

/** A post's row with every column that a post may have. */
export const postRule = (post: PostKind): PostRule => postRows[post]

export const isPostKind = (text: string): text is PostKind => isOneOf(postKinds, text)

/** The posts that stand at a centre of the tier, or at a unit. */
export const postsAt = (at: PostRule['at']): readonly PostKind[] =>
  postKinds.filter(post => postRows[post].at === at)

/** Whether one person may not hold both on one day. */
export const areExclusive = (a: PostKind, b: PostKind): boolean =>
  (postRule(a).excludes?.includes(b) ?? false) ||
  (postRule(b).excludes?.includes(a) ?? false) ||
  (a !== b && postRule(a).isFullTime === true && postRule(b).isFullTime === true)

/** The organs of a village centre, run as one body, and whose post heads each. Source: domain.md §1.1, S11. */
export const organRows = {
  office: { name: '综治办', head: 'villageStaff' },
  securityCommittee: { name: '治保会', head: 'securityDirector' },
  mediationCommittee: { name: '调委会', head: 'mediationDirector' },
  policeRoom: { name: '警务室', head: 'auxiliaryOfficer' },
  drugRoom: { name: '禁毒室', head: 'drugRoomHead' },
  patrolTeam: { name: '治安巡逻队', head: 'patrolHead' },
} as const satisfies Readonly<Record<string, { name: string; head: PostKind }>>

export type OrganKind = keyof typeof organRows
export const organKinds = typedKeys(organRows)

/** How a township force is there: 常驻 every day · 轮驻 on its days · 随驻 when called. Source: domain.md §2.2, S34. */
export const stationings = { permanent: '常驻', rotating: '轮驻', onCall: '随驻' } as const
export type StationingMode = keyof typeof stationings
export const stationingModes = typedKeys(stationings)

/** The telephones of a unit: 值班, 办公, and the mobile that whoever is on duty carries. Source: domain.md §1.4, S31. */
export const lineKinds = { duty: '值班', office: '办公', mobile: '值班手机' } as const
export type LineKind = keyof typeof lineKinds
export const lineKindCodes = typedKeys(lineKinds)
