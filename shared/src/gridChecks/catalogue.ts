import { isOneOf, typedKeys } from '../kernel/index.ts'

/** What is looked for in grids, and how long there is to mend it. */
interface GridCheckRow {
  readonly name: string
  /** What is wrong, for whoever has to mend it. */
  readonly text: string
  /** What to do. */
  readonly mend: string
  /** What the measure of a finding counts. */
  readonly unit: '人' | '平方米' | '天' | '个' | ''
  /** Days from its finding until it is to be mended; a start that the county changes finding by finding. [D] */
  readonly mendWithinDays: number
  readonly source: string
}

/**
 * 网格核查: whether grids are real (真实性) and of effect (有效性). The gravest first: where nobody looks after people, then
 * where it is not known who does, then what is only drawn wrongly. Source: S39, S40.
 */
export const gridChecks = {
  unmanned: {
    name: '无人格',
    text: '没有在用的网格员账号',
    mend: '为该网格配备网格员，或把网格并入相邻网格',
    unit: '',
    mendWithinDays: 7,
    source: 'S40',
  },
  oversize: {
    name: '超员网格',
    text: '人口超过 500 人',
    mend: '按建议格数拆分网格',
    unit: '人',
    mendWithinDays: 60,
    source: 'S39',
  },
  shared: {
    name: '一人多格',
    text: '网格员同时负责其他网格',
    mend: '为其中的网格另配网格员',
    unit: '个',
    mendWithinDays: 30,
    source: 'S40',
  },
  unreachable: {
    name: '失联网格员',
    text: '网格员长期未在任何设备上登录',
    mend: '电话联系网格员，或重设密码后协助登录',
    unit: '天',
    mendWithinDays: 7,
    source: 'S40',
  },
  implausible: {
    name: '人口存疑',
    text: '人口与户数不相称',
    mend: '核对人口、户数后重新导入',
    unit: '人',
    mendWithinDays: 30,
    source: 'S40',
  },
  outlineless: {
    name: '无边界',
    text: '网格没有边界',
    mend: '导入或绘制网格边界',
    unit: '',
    mendWithinDays: 60,
    source: 'S40',
  },
  broken: {
    name: '边界有误',
    text: '边界自相交或不成面，无法核查',
    mend: '修正边界后重新导入',
    unit: '',
    mendWithinDays: 30,
    source: 'S40',
  },
  overlap: {
    name: '网格重叠',
    text: '与同村其他网格重叠',
    mend: '调整两格之间的边界',
    unit: '平方米',
    mendWithinDays: 30,
    source: 'S40',
  },
  outside: {
    name: '越出村界',
    text: '网格越出所属村的边界',
    mend: '把边界收回村界以内，或更正村界',
    unit: '平方米',
    mendWithinDays: 30,
    source: 'S40',
  },
  gap: {
    name: '空白区域',
    text: '村内有不属于任何网格的区域',
    mend: '把空白区域划入相邻网格',
    unit: '平方米',
    mendWithinDays: 30,
    source: 'S40',
  },
  sliver: {
    name: '边界缝隙',
    text: '相邻网格或村界之间有细长的缝隙或重叠',
    mend: '让相邻网格共用同一条边界',
    unit: '平方米',
    mendWithinDays: 90,
    source: 'S40',
  },
  silent: {
    name: '从无事件',
    text: '建格以来没有报过一件事件',
    mend: '实地核实网格是否有人居住、网格员是否在岗巡查',
    unit: '',
    mendWithinDays: 90,
    source: 'S40',
  },
} as const satisfies Readonly<Record<string, GridCheckRow>>

export type GridCheck = keyof typeof gridChecks
export const gridCheckCodes = typedKeys(gridChecks)
export const isGridCheck = (text: string): text is GridCheck => isOneOf(gridCheckCodes, text)

/** From where on something is found. Source: S39 for the people of a grid, the others [D]. */
export const gridCheckLimits = {
  mostPeople: 500,
  /** People of one household: fewer or more than these on average are doubted. */
  peopleAHousehold: { least: 0.5, most: 12 },
  /** Days without a sign-in after which a member counts as out of reach. */
  reachedWithinDays: 30,
  /** Square metres; a smaller piece comes of the rounding of coordinates. */
  leastPieceM2: 20,
  /** A piece narrower than so many metres on average is a sliver. */
  sliverWidthM: 3,
} as const
