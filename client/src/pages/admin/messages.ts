/** The words of the page itself. */
export const adminMessages = {
  tabs: '管理事项',
  tab: {
    readiness: '开通',
    rules: '时限规则',
    catalogue: '类目',
    playbooks: '预案',
    calendar: '工作日历',
    hours: '作息时间',
    settings: '通用参数',
    reach: '送达时限',
    dispatch: '派遣质量',
    imports: '导入',
    divisions: '区划',
    system: '系统',
    accounts: '账号',
    signIn: '登录要求',
    walls: '大屏',
    rights: '权限',
    audit: '审计',
  },
}

declare global {
  interface Texts {
    readonly admin: typeof adminMessages
  }
}
