import { changeMemberFile, handGridOver } from '@shuniu/shared/gridMembers'
import type { Day } from '@shuniu/shared/calendar'
import type { PersonView } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import type { Browser } from './browser.ts'
import { aPerson } from './staffing.ts'

/** Somebody who has passed the examination and may have a grid. */
export async function aGridMember(by: Browser, name: string): Promise<PersonView> {
  const person = await aPerson(by, { name })
  const file = {
    engagement: 'fullTime' as const,
    conditions: ['education' as const],
    examPassedOn: '2025-01-10',
    contractFrom: null,
    contractTo: null,
    insurances: ['pension' as const, 'injury' as const],
  }
  await by.call(changeMemberFile, {
    params: { id: person.id },
    body: { id: v7(), seenVersion: 0, ...file, reason: '建档' },
  })
  return person
}

/** A grid goes to somebody from a day on. */
export const handedTo = (by: Browser, code: string, { id: personId, from }: { id: string; from: Day }) =>
  by.call(handGridOver, {
    params: { code },
    body: { id: v7(), personId, from, reason: '原网格员调离' },
  })
