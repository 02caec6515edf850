/** The words of reports to those above. */
export const incidentMessages = {
  title: '突发事件信息专报',
  call: '电话初报',
  writing: '书面初报',
  owed: '未报，{time} 前',
  lateOwed: '未报，已超时 {lasted}',
  none: '未报',
  called: '{by} {time} 报 {to}',
  signed: '{time} 签发 {number}',
  late: '迟报',
  drafted: '{by} {time} 拟稿',
  waiting: '待签发',
  replaced: '已重拟',
  signedBy: '{by} {time} 签发',
  returnedBy: '{by} {time} 退回：{text}',
  print: '打印',
  draft: { first: '拟初报', following: '拟续报', final: '拟终报' },
  sentTo: { township: '县综治中心、县委县政府值班室', county: '县委、县政府、市委政法委' },
}

declare global {
  interface Texts {
    readonly incidents: typeof incidentMessages
  }
}
