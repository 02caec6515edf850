/**
 * What each refusal says to the person at the screen: what happened and what to do next. Keyed by its code. Here are those
 * that any page may meet, before anybody has signed in too; `workRefusals.ts` has those of what people do.
 */
export const refusalMessages = {
  link: {
    down: '连不上服务器，刚才的操作可能没有送达。请检查网络后重试，重试不会重复提交。',
    foreignAnswer: '服务器没有正常应答（{httpStatus}），请稍后重试。',
    otherVersion: '服务器的内容与本页面的版本不符，请刷新页面后重试。',
  },
  request: {
    malformed: '填写的内容不符合要求，请检查后重新提交。',
    tooLarge: '内容过大，请减少后重新提交。',
    unsupported: '提交的格式服务器不认识，请刷新页面后重试。',
    notFound: '没有这个地址，请刷新页面后重试。',
    wrongMethod: '这个地址不支持该操作，请刷新页面后重试。',
    foreignOrigin: '请求来自其他网站，已被拦下。请从本系统的地址重新打开页面。',
    tooMany: '操作太频繁，请稍等片刻再试。',
    headersTooLarge: '浏览器带来的信息过长，请清除本站的 Cookie 后重新登录。',
    tooSlow: '网络过慢，请求没有送完，请稍后重试。',
  },
  command: { idTaken: '这次提交的编号已被使用，请刷新后重新提交。' },
  platform: {
    unavailable: '服务器暂时无法存取数据，请稍后重试。',
    overloaded: '服务器繁忙，请稍后重试。',
    fault: '服务器出错，已记录（编号 {requestId}）。请稍后重试，仍不行请联系管理员。',
  },
  session: {
    none: '登录已失效，请重新登录。',
    wrongPassword: '账号或密码不正确，请重新输入。连续输错 5 次将锁定半小时。',
    locked: '输错次数过多，请半小时后再试，或联系系统管理员解锁。',
    codeNeeded: '还须填写动态口令，请在登录页继续。',
    noTicket: '等待超过 5 分钟，或已在别处登录，请重新输入密码。',
    unknown: '这处登录已经结束，请刷新后查看。',
    disabled: '账号已停用，请联系系统管理员。',
  },
  secondFactor: {
    wrongCode: '动态口令或恢复码不正确，请核对后重新填写。',
    usedCode: '这个动态口令或恢复码已经用过，请用新的。',
    unreadable: '服务器的密钥已更换，无法核对动态口令，请联系安全管理员取消后重新设置。',
  },
  setup: {
    done: '系统已经完成首次设置，请直接登录。',
    wrongCode: '设置码不正确，还可以试 {triesLeft} 次。请核对服务器启动时显示的设置码。',
    noCode: '设置码已失效。请重新启动服务器，或在服务器上运行 npm run admin -- setup，取得新的设置码。',
  },
  wallCode: { tooManyWaiting: '等待登记的屏幕过多，请稍后再试，或请管理员先登记已显示大屏码的屏幕。' },
  permission: { missing: '您的角色没有这项权限。如需办理，请联系有权限的同事。' },
  live: {
    tooManySockets: '同一账号打开的页面过多，请关闭不用的页面后刷新。',
    tooSlow: '网络过慢，正在重新连接。',
    protocol: '页面版本已旧，请刷新。',
    malformed: '页面版本已旧，请刷新。',
    tooMany: '操作太频繁，请稍等片刻再试。',
  },
  area: {
    unknown: '区划目录中没有这个地方，请重新选择。',
    notYours: '没有这个地方，或它不在您的管辖范围内，请重新选择。',
  },
  county: { none: '系统还没有导入区划，暂时不能上报，请联系系统管理员。' },
  centre: { none: '系统还没有录入负责这里的综治中心，暂时不能上报，请联系系统管理员导入单位。' },
  page: { unknownCursor: '列表已变化，请重新查询。' },
  status: {
    400: '填写的内容不符合要求，请检查后重新提交。',
    401: '登录已失效，请重新登录。',
    403: '您没有这项权限。',
    404: '没有找到，或不在您的权限范围内。',
    409: '情况已有变化，请查看最新状态后再办。',
    429: '操作太频繁，请稍等片刻再试。',
    500: '服务器出错，请稍后重试，仍不行请联系管理员。',
    503: '服务器繁忙，请稍后重试。',
  },
  unknown: '没有办成，请稍后重试。',
}
