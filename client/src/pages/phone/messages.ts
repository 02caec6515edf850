export const phoneMessages = {
  demo: '演示数据',
  tabs: '手机端栏目',
  tab: { report: '上报', mine: '我的上报', tasks: '任务', me: '我的' },
  counted: '{name}，{n} 件',
  offlineHint: '没有网络。已显示的内容可能不是最新；上报会存在本机，联网后自动发送。',
  cutOffHint: '与服务器的连接断了，正在重连。已显示的内容可能不是最新；上报会存在本机，恢复后自动发送。',
  large: '大字模式',
  desk: '打开电脑版调度台',
  account: '修改密码、查看登录的设备',
  signOut: '退出登录',
  signOutKept: '本机还有 {n} 件未发送，退出后保留，下次登录自动发送。',
  unit: '所在单位',
  scope: '负责区域',
  lacks: '本机条件',
  lacksNothing: '定位、保存均可用。',
  lack: {
    fix: '定位：当前网址不是 https，上报时请选村、网格；巡查不共享位置。可请管理员启用 https。',
    denied:
      '定位：手机未允许本页定位，请在浏览器或系统设置中允许；在此之前上报请选村、网格，巡查不共享位置。',
    room: '保存：本机存储已满，断网时请不要关闭页面；清理手机空间后自动恢复保存。',
    box: '保存：浏览器不保存内容（如无痕模式），断网时请不要关闭页面。',
  },
}

declare global {
  interface Texts {
    readonly phone: typeof phoneMessages
  }
}
