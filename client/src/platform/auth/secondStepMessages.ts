/** The words of the second step of a sign-in. */
export const secondStepMessages = {
  title: '动态口令',
  lead: '本账号已开启动态口令，请填写手机上显示的六位数字。',
  recoveryLead: '请填写一个还没有用过的恢复码，每个恢复码只能用一次。',
  code: '六位动态口令',
  recovery: '恢复码',
  useRecovery: '使用恢复码',
  useCode: '使用动态口令',
  enter: '登录',
  entering: '正在登录',
  back: '返回',
  fill: '请填写六位数字。',
  fillRecovery: '请填写恢复码。',
  wrong: '动态口令不正确，还可再试 {n} 次。请核对手机的时间是否准确。',
  wrongRecovery: '恢复码不正确，还可再试 {n} 次。',
  used: '这个动态口令已经用过，请等手机上出现新的数字。',
  usedRecovery: '这个恢复码已经用过，请换一个。',
}

declare global {
  interface Texts {
    readonly secondStep: typeof secondStepMessages
  }
}
