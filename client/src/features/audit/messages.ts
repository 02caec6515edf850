/** The words of the record of administrative acts. */
export const auditMessages = {
  by: '操作人',
  kind: '操作',
  anyKind: '全部操作',
  subject: '对象',
  subjectHint: '名称中的字',
  from: '自',
  until: '至',
  clear: '清除条件',
  print: '打印',
  more: '更早的记录',
  none: '没有符合条件的记录。',
  shown: '已列出 {n} 条',
  at: '时间',
  role: '角色 / 区划',
  machine: '服务器本机',
  setup: '首次设置',
  changes: '变更',
  reason: '依据',
  noValue: '无',
  paper: '管理操作审计记录',
  condition: '条件：{text}；打印于 {at}',
  noCondition: '全部',
  lead: '记录只增不改，由数据库保证；仅审计管理员可查阅。',
}

declare global {
  interface Texts {
    readonly audit: typeof auditMessages
  }
}
