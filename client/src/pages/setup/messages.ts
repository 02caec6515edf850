import { minPasswordLength } from '@shuniu/shared/identity'

/** The words of the first setup. */
export const setupMessages = {
  lead: '设立系统、安全、审计三位管理员。三人分别任职，互不兼任；密码由各人自己输入。',
  code: '设置码',
  codeHint: '服务器启动时显示，24 小时内有效；也可在服务器上运行 npm run admin -- setup 取得新的。',
  county: '县（区）代码',
  countyHint: '六位行政区划代码，如 341222。',
  account: '账号',
  accountHint: '2 至 64 位字母、数字、点、横线或下划线。',
  name: '姓名',
  phone: '电话',
  phoneHint: '加密保存，用来区分同名的人。',
  password: '密码',
  passwordHint: `至少 ${minPasswordLength} 个字符，不含账号名，不用常见密码。`,
  repeat: '再输一次密码',
  differs: '两次输入的密码不同。',
  fill: '请填写。',
  wrong: '格式不对，请核对。',
  weak: {
    short: '密码太短。',
    long: '密码太长。',
    account: '密码里不能有账号名。',
    common: '这是常见密码，请换一个。',
    name: '密码不能由姓名拼音加数字组成，请换一个。',
    former: '这个密码用过，请换一个。',
    same: '与原密码相同，请换一个。',
  },
  duties: {
    systemAdmin: '区划、单位、时限、日历等配置和导入；不能管账号，不能看审计。',
    securityAdmin: '账号、角色和权限；不能改配置，不能看审计。',
    auditAdmin: '查阅全部管理操作记录；不能改配置，不能管账号。',
  },
  send: '设立三位管理员',
  sending: '正在设立',
  done: '三位管理员已设立。请各自登录；安全管理员接着为其他人建账号，系统管理员完成开通清单。',
  toLogin: '去登录',
  already: '系统已经完成首次设置。',
}

declare global {
  interface Texts {
    readonly setup: typeof setupMessages
  }
}
