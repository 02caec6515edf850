import { writeCaseList } from '@shuniu/shared/documents'
import type { Result } from '@shuniu/shared/kernel'
import { callForFile, saveAs } from '../../platform/http/index.ts'
import { fullTimeText, serverNowMs } from '../../platform/time/index.ts'

/** Takes the cases named away as a table for a spreadsheet. */
export async function takeCaseList(ids: readonly string[]): Promise<Result<Blob>> {
  const answer = await callForFile(writeCaseList, { body: { ids: [...ids] } })
  const stamp = fullTimeText(serverNowMs()).replaceAll(/[-:]/g, '').replace(' ', '-')
  if (answer.ok) saveAs(answer.value, `事件清单${stamp}.xlsx`)
  return answer
}
