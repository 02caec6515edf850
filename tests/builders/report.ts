import { makeReport, type PostedReport, type Receipt } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import type { Browser } from './browser.ts'
import { insideGrid } from './county.ts'

const [lon, lat] = insideGrid(1, 1, 1)

/** A neighbours' quarrel in the first grid of the first village, five minutes before `testClock` stands. */
export const aReport = (differing: Partial<PostedReport> = {}): PostedReport => ({
  id: v7(),
  categoryCode: '0201',
  occurredAt: '2026-11-24T01:55:00.000Z',
  text: '邻里因排水沟改道发生争执',
  position: { lon, lat },
  ...differing,
})

/** A report that lies where `areaCode` says, without a position. */
export function aReportIn(areaCode: string, differing: Partial<PostedReport> = {}): PostedReport {
  const { position: _, ...placeless } = aReport(differing)
  return { ...placeless, areaCode }
}

/** Posts a report that is to be taken; throws when it is not. */
export async function reported(by: Browser, report: PostedReport = aReport()): Promise<Receipt> {
  const answer = await by.call(makeReport, { body: report })
  if (answer.code !== undefined) throw new Error(`the report was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}
