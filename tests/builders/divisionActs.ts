import {
  listDivisionActs,
  makeDivisionAct,
  type DivisionActView,
  type DivisionCommand,
} from '@shuniu/shared/divisions'
import { v7 } from 'uuid'
import type { Answer, Browser } from './browser.ts'

interface ActDiffering {
  readonly id?: string
  readonly seen?: number
  readonly effectiveOn?: string
}

/** The number of the last act; 0 before the first. */
export async function lastAct(by: Browser): Promise<number> {
  const { body } = await by.call(listDivisionActs, { query: {} })
  return body.items[0]?.nr ?? 0
}

/** Asks for an act as somebody who has seen all that were made before. */
export const tryAct = async (
  by: Browser,
  command: DivisionCommand,
  { id = v7(), seen, effectiveOn = '2026-11-24' }: ActDiffering = {},
): Promise<Answer<DivisionActView>> =>
  by.call(makeDivisionAct, {
    body: {
      id,
      seen: seen ?? (await lastAct(by)),
      command,
      effectiveOn,
      ground: '太政秘〔2026〕12号',
      reason: '村级区划调整',
    },
  })

/** An act that is to be done or planned; throws when it is not. */
export async function done(
  by: Browser,
  command: DivisionCommand,
  effectiveOn?: string,
): Promise<DivisionActView> {
  const answer = await tryAct(by, command, effectiveOn === undefined ? {} : { effectiveOn })
  if (answer.code !== undefined) throw new Error(`the act was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}
