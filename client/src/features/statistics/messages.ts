/** Titles of numbers, where they stand above a list. */
export const statisticsMessages = {
  quality: {
    times: '接警与派遣用时（近30天）',
    about: '接警：上报到首次「我来办」或受理；派遣：接警到派出。只统计本辖区非敏感事件，不统计个人。',
    level: '级别',
    answered: '接警',
    dispatched: '派遣',
    n: '件数',
    p50: '半数不超过',
    p90: '九成不超过',
    p95: '95% 不超过',
    first: '首选采用率（近30天）',
    none: '近30天还没有从推荐单位中派遣的事件。',
    why: '不派首选的原因：',
    reason: '{name} {n} 件',
    kind: '类别',
    sent: '有推荐的派遣',
    share: '派给首选',
  },
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
