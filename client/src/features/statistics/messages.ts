/** Titles of numbers, where they stand above a list. */
export const statisticsMessages = {
  number: {
    openedToday: '今日上报',
    openedYesterday: '昨日上报',
    reportedNow: '待受理',
    handlingNow: '处置中',
    open: '在办',
    overdue: '超时未办',
    closedToday: '今日办结',
    closedOnTimeToday: '今日按时办结',
    closedYesterday: '昨日办结',
    opened30: '近30天上报',
    closed30: '近30天办结',
    closedOnTime30: '近30天按时办结',
    openLevel: '在办 {name}色',
    overdueLevel: '超时 {name}色',
    status: '{name}',
    funnel: '近30天上报中已{name}',
    source: '近30天来源 {name}',
    class: '近30天大类 {name}',
    kind: '在办类别 {name}',
    openedOn: '{name} 上报',
    closedOn: '{name} 办结',
    rest: '其余 {name}',
    division: {
      open: '{name} 在办',
      overdue: '{name} 超时',
      graveOverdue: '{name} 红橙超时',
      opened30: '{name} 近30天上报',
      closed30: '{name} 近30天办结',
      closedOnTime30: '{name} 近30天按时办结',
    },
  },
}

declare global {
  interface Texts {
    readonly statistics: typeof statisticsMessages
  }
}
