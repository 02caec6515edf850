/** The words of the forecast, and of trying a limit on past cases. */
export const forecastMessages = {
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
  trial: {
    title: '试算',
    reading: '正在试算',
    none: '近 30 天（{from} 至 {to}）没有走过这一环节的同类事件，无从试算。',
    sentence:
      '按此规则，近 30 天（{from} 至 {to}）走过这一环节的 {considered} 件事件中有 {late} 件会超时（现行规则：{wasLate} 件）。',
    was: '现行规则',
    would: '新规则',
    late: '{n} 件 · {percent}%',
    examples: '原先按时、改后会超时的，如：{numbers}',
    notWhole: '事件较多，只试算了最近的 20000 件。',
  },
}

declare global {
  interface Texts {
    readonly forecast: typeof forecastMessages
  }
}
