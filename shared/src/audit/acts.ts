import { isOneOf, typedKeys } from '../kernel/index.ts'

/** What an act was done to. */
export const subjectTypes = {
  account: '账号',
  signInRules: '登录要求',
  wall: '大屏',
  year: '工作日历',
  hours: '作息时间',
  clockRule: '时限规则',
  clockSettings: '通用参数',
  reachRungs: '送达时限',
  category: '类目',
  playbook: '预案',
  import: '导入',
  person: '任职人员',
  unit: '单位',
  staffingRule: '配备要求',
  grid: '网格',
  gridPlan: '网格方案',
  division: '区划',
  scoreTemplate: '考核模板',
  backup: '备份',
} as const satisfies Readonly<Record<string, string>>
export type SubjectType = keyof typeof subjectTypes

interface ActRow {
  readonly name: string
  readonly subject: SubjectType
}

/**
 * The administrative acts that are written down, by kind: what it is called, and what it is done to. Whatever changes the
 * county's set-up, its accounts or their rights has a row here. Source: domain.md §5.4, GB/T 22239-2019, security audit.
 */
export const actKinds = {
  'account.create': { name: '新建账号', subject: 'account' },
  'account.disable': { name: '停用账号', subject: 'account' },
  'account.enable': { name: '恢复账号', subject: 'account' },
  'account.reset': { name: '重设密码', subject: 'account' },
  'account.unlock': { name: '解除锁定', subject: 'account' },
  'account.changePost': { name: '调整角色与区划', subject: 'account' },
  'account.endSessions': { name: '结束登录', subject: 'account' },
  'account.changePassword': { name: '修改本人密码', subject: 'account' },
  'account.turnOnSecondFactor': { name: '开启动态口令', subject: 'account' },
  'account.turnOffSecondFactor': { name: '关闭动态口令', subject: 'account' },
  'account.renewRecoveryCodes': { name: '更换恢复码', subject: 'account' },
  'account.useRecoveryCode': { name: '用恢复码登录', subject: 'account' },
  'account.dropSecondFactor': { name: '取消动态口令', subject: 'account' },
  'signInRules.change': { name: '调整登录要求', subject: 'signInRules' },
  'wall.enrol': { name: '登记大屏', subject: 'wall' },
  'wall.enrolAgain': { name: '重新登记大屏', subject: 'wall' },
  'wall.rename': { name: '大屏改名', subject: 'wall' },
  'wall.revoke': { name: '撤销大屏', subject: 'wall' },
  'import.run': { name: '导入文件', subject: 'import' },
  'import.undo': { name: '撤销导入', subject: 'import' },
  'year.import': { name: '导入放假安排', subject: 'year' },
  'hours.change': { name: '调整作息时间', subject: 'hours' },
  'clockRule.add': { name: '新增时限规则', subject: 'clockRule' },
  'clockRule.end': { name: '结束时限规则', subject: 'clockRule' },
  'clockSettings.change': { name: '调整通用参数', subject: 'clockSettings' },
  'reachRungs.change': { name: '调整送达时限', subject: 'reachRungs' },
  'category.add': { name: '增设类目', subject: 'category' },
  'category.change': { name: '修改类目', subject: 'category' },
  'category.end': { name: '停用类目', subject: 'category' },
  'category.resume': { name: '恢复类目', subject: 'category' },
  'category.withdraw': { name: '撤回类目调整', subject: 'category' },
  'playbook.set': { name: '调整预案', subject: 'playbook' },
  'playbook.end': { name: '停用预案', subject: 'playbook' },
  'playbook.withdraw': { name: '撤回预案调整', subject: 'playbook' },
  'person.add': { name: '登记任职人员', subject: 'person' },
  'person.change': { name: '修改任职人员', subject: 'person' },
  'person.lookAtMobile': { name: '查看手机号码', subject: 'person' },
  'appointment.make': { name: '任职', subject: 'unit' },
  'appointment.end': { name: '截止任职', subject: 'unit' },
  'unit.changeProfile': { name: '修改单位概况', subject: 'unit' },
  'staffingRule.change': { name: '调整配备要求', subject: 'staffingRule' },
  'memberFile.change': { name: '修改网格员档案', subject: 'person' },
  'grid.handOver': { name: '网格移交', subject: 'grid' },
  'backup.make': { name: '制作备份', subject: 'backup' },
  'backup.restore': { name: '恢复备份', subject: 'backup' },
  'gridPlan.begin': { name: '新建网格方案', subject: 'gridPlan' },
  'gridPlan.approve': { name: '审核网格方案', subject: 'gridPlan' },
  'gridPlan.return': { name: '退回网格方案', subject: 'gridPlan' },
  'gridPlan.drop': { name: '作废网格方案', subject: 'gridPlan' },
  'gridPlan.enforce': { name: '网格方案生效', subject: 'gridPlan' },
  'division.rename': { name: '区划更名', subject: 'division' },
  'division.recode': { name: '区划换码', subject: 'division' },
  'division.merge': { name: '区划并入', subject: 'division' },
  'division.split': { name: '区划拆分', subject: 'division' },
  'division.cease': { name: '区划撤销', subject: 'division' },
  'division.takeEffect': { name: '区划调整生效', subject: 'division' },
  'division.withdraw': { name: '撤回区划调整', subject: 'division' },
  'scoreTemplate.set': { name: '设定考核模板', subject: 'scoreTemplate' },
} as const satisfies Readonly<Record<string, ActRow>>

export type ActKind = keyof typeof actKinds
export const actKindCodes = typedKeys(actKinds)
export const isActKind = (text: string): text is ActKind => isOneOf(actKindCodes, text)

/** The fields whose values before and after an act are told, with what they are called. */
export const actFields = {
  name: '姓名',
  role: '角色',
  scope: '区划',
  unit: '单位',
  state: '状态',
  effectiveFrom: '生效日期',
  effectiveTo: '失效日期',
  value: '内容',
} as const satisfies Readonly<Record<string, string>>
export type ActField = keyof typeof actFields

/**
 * Some fields as they were before or are after, in words a reader understands, each at most 200 characters. Never a password,
 * and no telephone or identity number but masked.
 */
export type ActState = Readonly<Partial<Record<ActField, string | null>>>
