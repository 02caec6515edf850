import { closed } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { SentForm } from './sent.ts'

/** Sentences for what may be done better at once; anything else is told with its code. */
const sentences: Readonly<Record<string, string>> = {
  'session.wrongPassword': '账号或密码不正确。',
  'session.locked': '密码多次输错，账号已暂停登录，请稍后再试。',
  'session.disabled': '账号已停用，请联系管理员。',
  'session.none': '登录已失效，请重新登录。',
  'session.noTicket': '等待时间过长，或动态口令输错次数过多，请重新填写账号和密码。',
  'secondFactor.wrongCode': '动态口令或恢复码不正确，请核对后重新填写。',
  'secondFactor.usedCode': '这个动态口令或恢复码已经用过，请用新的。',
  'secondFactor.unreadable': '服务器的密钥已更换，无法核对动态口令，请联系安全管理员取消后重新设置。',
  'account.mustChangePassword': '密码由他人设置。请先登录“本人账号”页改成自己的密码，再来上报。',
  'account.mustSetUpSecondFactor': '管理员须使用动态口令。请先登录“我的账号”页完成设置。',
  'permission.missing': '您的岗位不上报事件。',
  'report.empty': '请写明情况。',
  'category.unknown': '请选择类别。',
  'command.idTaken': '这份表单先前已上报过，下面是改动后的内容，尚未上报。确需另报一件，请再点上报。',
  'request.tooLarge': '内容太长，请删短后再报。',
}

/** What a refusal is told as. */
export const sentenceOf = ({ code = '' }: { readonly code?: string }): string =>
  sentences[code] ?? `未能提交，请核对后再试（${code || '服务暂不可用'}）。`

const maxText = 2_000
const maxPlace = 200

const EndedKind = closed({
  code: Type.String(),
  name: Type.String(),
  from: Type.Optional(Type.String()),
  instead: Type.Optional(Type.String()),
  insteadName: Type.Optional(Type.String()),
})

/** A kind that has ended while the form was open: what to choose instead. */
function endedSentence(detail: unknown): string {
  if (!Check(EndedKind, detail)) return '该类别已停用，请另选一个。'
  const { name, insteadName } = detail
  return `“${name}”已停用，请改选${insteadName === undefined ? '其他类别' : `“${insteadName}”`}。`
}

/** What a refusal of this form is told as: a malformed one has few things that can be wrong with it. */
export function sentenceFor(
  problem: { readonly code?: string; readonly detail?: unknown },
  sent: SentForm,
): string {
  if (problem.code === 'category.ended') return endedSentence(problem.detail)
  if (problem.code !== 'request.malformed') return sentenceOf(problem)
  if (sent.categoryCode === '') return sentenceOf({ code: 'category.unknown' })
  if (sent.text.trim().length > maxText) return `情况至多 ${maxText} 字，请删短后再报。`
  if (sent.placeText.trim().length > maxPlace) return `地点至多 ${maxPlace} 字，请删短后再报。`
  return sentenceOf(problem)
}
