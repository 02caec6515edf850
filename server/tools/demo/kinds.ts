import type { CaseLevel } from '@shuniu/shared/cases'

/** How often a kind of case is reported, by whom it is handled, and what a report of it says. */
export interface DemoKind {
  readonly code: string
  /** Relative frequency. */
  readonly weight: number
  /** The unit that ends up with it when it is not settled in the village: a township force and a county department. */
  readonly force: string
  readonly department: string
  readonly texts: readonly string[]
  /** How grave it is where that is more than its category says: what the texts tell makes it so. */
  readonly level?: CaseLevel
}

type KindRow = readonly [
  code: string,
  weight: number,
  by: readonly [force: string, department: string],
  texts: readonly string[],
  level?: CaseLevel,
]

const city = ['综合执法队', '城市管理局'] as const
const court = ['司法所', '司法局'] as const
const police = ['派出所', '公安局'] as const
const safety = ['应急管理所', '应急管理局'] as const
const civil = ['民政所', '民政局'] as const
const land = ['自然资源所', '自然资源和规划局'] as const
const fire = ['应急管理所', '消防救援大队'] as const
const market = ['市场监管所', '市场监督管理局'] as const

const rows: readonly KindRow[] = [
  ['E0601', 13, city, ['路口垃圾桶满溢，周边散落生活垃圾，有异味。', '村道旁堆放建筑垃圾和生活垃圾约两方。']],
  ['E0602', 9, city, ['门前堆放柴草杂物，占用通道。', '巷道内堆放旧家具，影响通行。']],
  ['E0603', 7, city, ['集市商户占道摆摊，车辆通行不畅。', '店铺门前占道经营，行人绕行机动车道。']],
  ['E0604', 4, city, ['污水井外溢，路面积水。', '生活污水流到路面，沿线住户反映有异味。']],
  ['E0605', 3, safety, ['田间有人焚烧秸秆，已劝阻并扑灭。', '房前露天焚烧垃圾，浓烟明显。']],
  ['E0702', 6, city, ['村道路灯不亮，夜间出行不便。', '主路连续三盏路灯损坏。']],
  [
    'E0703',
    5,
    ['综合执法队', '交通运输局'],
    ['道路坑洼破损，雨后积水，电动车易摔倒。', '桥面护栏缺损一段，需尽快修复。'],
  ],
  ['E0701', 3, city, ['井盖缺失，已用路锥围挡，请尽快更换。', '井盖破裂下陷，车辆经过有响声。']],
  ['E0704', 3, ['综合执法队', '水利局'], ['水管接头漏水，路面结水。', '片区停水，住户询问恢复时间。']],
  [
    'E0301',
    6,
    ['应急管理所', '消防救援大队'],
    ['楼道堆放杂物堵塞消防通道。', '门店灭火器过期，安全出口上锁。'],
  ],
  ['E0303', 4, safety, ['住户私拉电线给电动车充电。', '配电箱门敞开，线路老化。']],
  ['E0304', 4, police, ['路口视线被遮挡，近期多次险情。', '弯道无警示标志，夜间车速快。']],
  ['E0305', 2, ['自然资源所', '住房和城乡建设局'], ['老旧自建房墙体开裂，仍有人居住。']],
  ['E0306', 2, ['应急管理所', '水利局'], ['水塘边警示牌缺失，附近有儿童玩耍。']],
  [
    'E0401',
    6,
    civil,
    ['走访独居老人，身体状况良好，反映取暖设备不足。', '独居老人行动不便，请协助送医取药。'],
  ],
  ['E0403', 3, civil, ['困难家庭申请临时救助，材料已收。']],
  ['E0802', 3, ['民政所', '人力资源和社会保障局'], ['咨询医保缴费年限和补缴办法。']],
  ['E0808', 3, police, ['集市期间停车混乱，请求疏导。']],
  ['E0203', 1, police, ['棋牌室夜间聚众，邻居反映噪声大。']],
  ['E0202', 1, police, ['两人因停车争执推搡，已劝开。']],
  ['0102', 3, court, ['兄弟之间因老人赡养分担发生争执。']],
  ['0101', 2, court, ['夫妻闹矛盾，双方亲属介入，请求调解。']],
  ['0201', 4, court, ['邻里因排水沟改道发生争执。', '相邻两户因采光和滴水问题多次争吵。']],
  ['0202', 2, land, ['两户因宅基地相邻空地堆放材料产生纠纷。']],
  ['0503', 2, police, ['电动车与轿车刮蹭，双方对赔偿有分歧。']],
  ['0601', 2, market, ['消费者与商家因家电退换产生纠纷。']],
  ['0781', 2, ['司法所', '人力资源和社会保障局'], ['务工人员反映工资被拖欠两个月，共六人。']],
  ['0804', 1, court, ['民间借贷到期未还，双方情绪激动。']],
  ['0901', 3, ['自然资源所', '农业农村局'], ['土地承包界线不清，两户争执。']],
  ['0902', 2, land, ['宅基地翻建占用邻家通道。']],
  ['E0501', 0.5, fire, ['临街门面冒烟起火，已报119,现场组织疏散。']],
  ['E0503', 0.5, police, ['路口两车相撞，有人受伤，已报120。']],
  ['E0506', 0.4, police, ['二十余人聚集要求解决土地补偿问题。']],
  ['E0507', 0.3, safety, ['有人在河边滑落水中，已被救起送医。']],
  ['E0508', 0.4, safety, ['饭店后厨燃气泄漏，已关阀通风。']],
  // What everybody would call grave, and nothing else stands at the top: whoever sees red is to believe it.
  ['E0202', 0.3, police, ['七八人在饭店门口互殴，有人流血，已报110、120。'], 'orange'],
  ['E0503', 0.3, police, ['客车与货车相撞，多人受伤，已报120、110。'], 'orange'],
  ['E0501', 0.15, fire, ['幼儿园隔壁仓库起火，浓烟大，正在疏散师生，已报119。'], 'red'],
  ['E0507', 0.12, safety, ['两名儿童在水塘落水，一人未救起，已报110、120。'], 'red'],
  ['E0508', 0.12, safety, ['居民楼内燃气味浓，整栋需要疏散，已报119和燃气公司。'], 'red'],
  ['E0506', 0.1, police, ['百余人聚集堵住主路，双方情绪激动，有动手苗头。'], 'red'],
  ['E0202', 0.1, police, ['有人持刀追打他人，一人重伤，已报110、120。'], 'red'],
]

export const demoKinds: readonly DemoKind[] = rows.map(
  ([code, weight, [force, department], texts, level]) => ({
    code,
    weight,
    force,
    department,
    texts,
    ...(level && { level }),
  }),
)

/** Levels of what is of the lowest by its category: a broken lamp is now and then more of a nuisance, never a disaster. */
export const demoLevels: readonly (readonly [CaseLevel, number])[] = [
  ['blue', 0.88],
  ['yellow', 0.12],
]

/** Share of each source. Source: the list of domain.md §2.4, weights invented. */
export const demoSources: readonly (readonly [string, number])[] = [
  ['01', 56],
  ['12', 9],
  ['02', 9],
  ['04', 8],
  ['03', 6],
  ['05', 4],
  ['07', 2],
  ['06', 1.5],
  ['10', 1.5],
  ['11', 1],
  ['14', 0.8],
  ['09', 0.5],
  ['08', 0.4],
  ['13', 0.2],
  ['15', 0.1],
]

export const demoOpinions = {
  progress: ['已到现场核实，正在联系相关人员。', '双方已约定时间面谈。', '材料已到位，正在施工。'],
  finish: [
    '已到现场处置完毕，问题消除，已告知反映人。',
    '组织双方面对面调解，达成一致意见，当场履行。',
    '已清理整改到位，恢复原状，并提醒周边住户注意。',
  ],
  rework: ['现场复看仍有残留，请再处理。', '反映人表示问题未完全解决。'],
  close: ['核查属实，同意结案。', '处置到位，反映人满意，予以结案。'],
  reject: ['经核实不属于本级受理范围，已向反映人说明。'],
  askInfo: ['请补充具体位置和涉及人数。'],
  giveInfo: ['位置在村口东侧第二排，涉及两户。'],
  coFeedBack: ['本单位负责部分已处置到位，现场已恢复。', '已派员到场配合，本单位事项已办结。'],
  refuse: ['该事项不属于我单位职责，建议由主管部门办理。'],
} as const
