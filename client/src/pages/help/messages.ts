/** The words of the help page. */
export const helpMessages = {
  where: '您在哪里办什么',
  role: '您的角色是{role}，所属{place}。',
  page: {
    desk: '受理、派遣、签收、处置、核查、结案，都在这里。左边选事件，中间看情况，右边办理。',
    wall: '全域态势：数量、超时、各乡镇情况和地图，点数字看清单。',
    cockpit: '一句话、六个数、一张图，看本地治理状况。',
    centres: '各级综治中心的建设、人员和排班。',
    m: '手机上报事件，签收、处置、核查自己的任务。',
    admin: '时限规则、值班日历、作息时间和通用参数。',
  },
  noPage: '您的角色暂时没有工作页面，请联系系统管理员。',
  open: '打开',
  keys: '按键',
  keyRows: {
    step: '下一件、上一件事件',
    accept: '受理；承办单位为签收；核查时为核查通过',
    assign: '派遣；承办单位为开始处置；核查后为结案',
    enter: '表单打开后提交（必填项已有默认值时）',
    submit: '随时提交表单',
    escape: '关闭表单，退出查找',
    finish: '处置反馈、填报进展',
    back: '退回补充；不予受理、退单、核查退回',
    recall: '撤回派遣（派遣后 10 秒内也可点提示中的「撤回」）',
    level: '升降级',
    notifications: '提醒：方向键上下，回车打开事件',
    forecast: '今日将超时：哪些事件今天会超时、为什么',
    documents: '文书：在事件中选一份打开预览，再按一次打印',
    word: '文书预览中下载 Word；Esc 返回',
    search: '查找：编号、地点、类别、情况，或拼音首字母',
    settle: '把新到的事件放进列表',
    alarm: '打开下一件待受理的红色、橙色事件（任何页面、任何单据上都可用）',
    answerAlarm: '我来办：接下告警，各席位同时静音；过半时限无人受理会再响',
    tabs: '切换队列：我的待办、超时、全部在办……',
    palette: '命令面板：输入名称或拼音首字母',
    help: '本页',
  },
  moves: '每一步做什么',
  movesNote: '键名写在按钮上；同一个键在不同状态下对应不同的步骤。',
  two: '最快的办法：F2 回车受理，F3 回车派遣。',
  levels: '级别',
  levelNote: '颜色、形状、文字三者一致；加圈并写「超时」的是已超时限。',
  statuses: '状态',
  owner: {
    patrol: '巡查',
    report: '报告',
    solve: '解决',
    supervise: '督查',
  },
  final: '已办结',
  trust: '画面可信吗',
  trustLines: {
    live: '右上角「实时」表示数据正在送达。超过 3 秒没有收到数据，它会变为「断线」，内容加斜纹，系统自动重连并补齐，不必刷新。',
    queue: '列表不会自己跳动：新事件先计入顶端计数，按 N 或点击后进入列表；红、橙事件立即提示。',
    stale: '两人同时办理一件事件，只有先到的一次有效；后到的会看到是谁、何时、办了什么。',
    left: '事件改派给其他单位后，会立即从原单位的队列中移除。',
  },
  browser: '支持 Chromium 109、Firefox 115、Safari 16.4 及以上版本的浏览器。',
}

declare global {
  interface Texts {
    readonly help: typeof helpMessages
  }
}
