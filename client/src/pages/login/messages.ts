/** The words of the sign-in page. */
export const loginMessages = {
  motto: '县乡村三级综治中心指挥调度平台',
  account: '账号',
  password: '密码',
  show: '显示密码',
  hide: '隐藏密码',
  enter: '登录',
  entering: '正在登录',
  capsLock: '大写锁定已打开。',
  fill: '请填写账号和密码。',
  wrong: '账号或密码不正确，还可再试 {n} 次，之后须等半小时。',
  lastWrong: '账号或密码不正确，输错次数过多，须等半小时再试；急用请联系系统管理员解锁。',
  locked: '输错次数过多，请在 {time} 后再试；急用请联系系统管理员解锁。',
  busy: '现在登录的人太多，请在 {time} 后再试。',
  codeSpent: '动态口令连续输错 5 次，请稍后重新登录；手机遗失请联系安全管理员。',
  again: '现在可以重新登录了。',
  demoNote:
    '本系统中的单位、人员和事件均为演示数据。演示账号在服务器启动时显示，并保存在数据目录的账号清单中。',
  ended: '登录已失效或尚未登录，登录后将回到刚才的页面。',
  forgot: '忘记密码请联系本级系统管理员。',
}

declare global {
  interface Texts {
    readonly login: typeof loginMessages
  }
}
