export const patrolMessages = {
  title: '巡查',
  start: '开始巡查',
  end: '结束巡查',
  idle: '未在巡查，不共享位置。',
  about:
    '点「开始巡查」后才共享位置，点「结束巡查」即停止；办理红色、橙色事件期间也会共享。不计里程，不打卡。',
  running: '巡查中 {time}',
  grave: '正在办理紧急事件',
  endSoon: '已结束巡查，不再共享位置。联网后告知综治中心。',
  sharing: {
    locating: '正在定位',
    unseen: '位置已上传，但太旧或误差过大，指挥中心暂看不到您',
    on: '位置共享中',
    insecure: '未共享位置：当前网址不是 https',
    denied: '未共享位置：手机未允许',
    failed: '暂未定到位，继续尝试',
  },
  waiting: '{n} 个位置待发送',
}

declare global {
  interface Texts {
    readonly patrol: typeof patrolMessages
  }
}
