/** The words of notifications: what a person is told of a case's clocks. */
export const notificationMessages = {
  title: '提醒',
  unseen: '{n} 条未阅',
  none: '没有提醒。您办理的事件用到时限七成、超时、超时过半时，会在这里告诉您。',
  begun: { acceptance: '红橙事件待受理', signing: '新派遣，待签收', other: '待{stage}' },
  helper: '协办单位{unit}的{stage}',
  used: '{stage}时限已用 {percent}%',
  late: '{stage}已超时',
  later: '{stage}超时，已用到时限的 {percent}%',
  as: '提醒{post}',
  post: {
    handler: '承办人',
    unitHead: '单位负责人',
    dispatcher: '调度员',
    unitLeader: '分管领导',
    countyLeader: '县领导',
    wall: '大屏',
  },
  seeAll: '全部已阅',
  more: '更早的提醒',
  open: '打开提醒',
  fresh: '未阅',
}

declare global {
  interface Texts {
    readonly notifications: typeof notificationMessages
  }
}
