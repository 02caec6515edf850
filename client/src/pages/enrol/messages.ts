/** The words of the page where a screen asks to be a wall. */
export const enrolMessages = {
  code: '大屏码',
  asking: '正在取得大屏码',
  left: '还有 {time} 有效，到时自动更换。',
  how: '请管理员在 管理 → 大屏 中输入此码。',
  then: '登记后本屏自动打开大屏，不用账号和密码。',
  revoked: '“{name}”已于 {time} 被撤销，本屏不再是大屏。',
  again: '如要继续使用，请管理员用下面的码重新登记。',
  retrying: '正在自动重试。',
  signIn: '用账号登录',
}

declare global {
  interface Texts {
    readonly enrol: typeof enrolMessages
  }
}
