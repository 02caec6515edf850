export const patrolMessages = {
  title: '巡查',
  start: '开始巡查',
  end: '结束巡查',
  idle: '未在巡查，不共享位置。',
  about:
    '点「开始巡查」后才共享位置，点「结束巡查」即停止；办理红色、橙色事件期间也会共享。不计里程，不打卡。',
  running: '巡查中 {time}',
  grave: '正在办理紧急事件',
  sharing: {
    on: '位置共享中',
    insecure: '未共享位置：当前网址不是 https',
    denied: '未共享位置：手机未允许',
    failed: '暂未定到位，继续尝试',
  },
  waiting: '{n} 个位置待发送',
}
