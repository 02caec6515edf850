/** The words of the forecast. */
export const outlookMessages = {
  title: '今日将超时',
  none: '没有今天会超时的事件。',
  at: '{time} 预测，每分钟更新',
  open: '看今日将超时',
  reason: {
    notBegun: '尚未开始',
    tooLittleLeft: '来不及',
    slowerThanUsual: '比通常慢',
    dueToday: '今天到期',
  },
}
