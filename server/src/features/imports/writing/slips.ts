import type { PasswordSlip } from '../kinds/index.ts'
import { bytesOf, inert, newWorkbook, textSheet } from '../../../platform/sheets/index.ts'

/** One-time passwords to be cut into slips. */
export async function slipsFile(slips: readonly PasswordSlip[]): Promise<Uint8Array> {
  const workbook = newWorkbook()
  const sheet = textSheet(workbook, '一次性密码', ['账号', '姓名', '一次性密码', '说明'])
  for (const { account, name, password } of slips) {
    sheet.addRow([inert(account), inert(name), password, '首次登录后须修改密码'])
  }
  return bytesOf(workbook)
}
