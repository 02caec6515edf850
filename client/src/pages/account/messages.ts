/** The words of one's own account. */
export const accountMessages = {
  password: '修改密码',
  must: '密码由管理员重设，请先换成您自己的密码。',
  current: '当前密码',
  next: '新密码',
  repeat: '再输一次新密码',
  rule: '至少 10 个字符，不含账号名，不用常见密码；可以用一句话。',
  show: '显示密码',
  hide: '隐藏密码',
  save: '保存新密码',
  saving: '正在保存',
  saved: '密码已修改，其他设备上的登录已全部退出。',
  fillCurrent: '请填写当前密码。',
  fillNext: '请填写新密码。',
  differs: '两次输入的新密码不一致，请重新输入。',
  wrong: '当前密码不正确，还可再试 {n} 次。',
  lastWrong: '当前密码已连续输错 5 次，半小时后才能再改。',
  locked: '当前密码连续输错，请在 {time} 后再试。',
  again: '可以重新提交了。',
  weak: {
    short: '新密码太短，至少 10 个字符。',
    long: '新密码太长，最多 200 个字符。',
    account: '新密码不能包含账号名。',
    common: '新密码太常见或有规律，容易被猜中，请换一个。',
    same: '新密码与当前密码相同，请换一个。',
  },
  sessions: '登录的设备',
  thisOne: '本机',
  unknownAgent: '未知设备',
  used: '{from} 登录，最近使用 {at}',
  more: '更早的登录',
  end: '退出这台',
  ended: '已退出该设备上的登录。',
  back: '返回',
}

declare global {
  interface Texts {
    readonly account: typeof accountMessages
  }
}
