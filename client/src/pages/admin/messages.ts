/** The words of the page itself. */
export const adminMessages = {
  tabs: '管理事项',
  tab: { rules: '时限规则', calendar: '值班日历', hours: '作息时间', settings: '通用参数' },
}
