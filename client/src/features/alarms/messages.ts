/** The words of alarms. */
export const alarmMessages = {
  bar: '告警',
  level: { red: '红色', orange: '橙色' },
  sensitive: '敏感事件',
  more: '另有 {n} 件',
  open: '打开',
  answer: '我来办',
  mute: '静音 60 秒',
  muted: '静音中，剩 {n} 秒',
  blocked: '声音被浏览器拦住，点此开启',
  none: '本机浏览器没有声音，请留意本栏',
  lapsed: '{name} 接下后未受理，再次告警',
  answered: '已由您办理：{place}',
  byOther: '{name} 已接下（我来办）：{place}',
  byOtherNamed: '其他席位',
  tool: { ready: '声音', blocked: '声音未开启', none: '无声音', muted: '已静音' },
  command: {
    next: '打开下一件红橙告警',
    answer: '我来办：接下当前告警',
    mute: '告警静音 60 秒',
    settings: '告警声音与通知',
  },
  lost: {
    title: '与服务器断开 {time}',
    todo: '新来的事件请填纸质登记表，派遣请打电话；恢复后补录，时间写实际时间。',
    quiet: '知道了',
    seconds: '{n} 秒',
  },
  settings: {
    title: '告警声音与通知',
    sound: '声音',
    state: {
      ready: '本页可以出声。',
      blocked: '浏览器要点一下页面才允许出声。',
      none: '这个浏览器不能出声。',
    },
    unblock: '开启声音',
    test: '试听{level}',
    notify: '系统通知',
    notified: '已允许。窗口不在前面时也会提醒，只写级别和地点。',
    unasked: '允许后，窗口不在前面时也会提醒；只写级别和地点。',
    denied: '浏览器不允许本站通知，请在地址栏的站点设置中打开。',
    unsupported: '当前地址或浏览器不支持系统通知。',
    allow: '允许系统通知',
    voice: '语音播报',
    voiceOn: '告警时读出级别、地点和类别',
    noVoice: '本机没有中文语音，不能播报。',
    quiet: '夜间',
    quietOn: '夜间降低橙色告警的音量（红色不变）',
    from: '从',
    to: '到',
    reach: '红色未接：值班席立即响，1 分钟后下一席也响，时限过半带班领导也响；接下后过半未受理，全部再响。',
  },
  spoken: '{level}事件。{place}。{kind}。',
  notice: '{level}事件待受理',
} as const

declare global {
  interface Texts {
    readonly alarms: typeof alarmMessages
  }
}
