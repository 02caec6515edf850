import type { Actor } from '@shuniu/shared/identity'
import { bySystem, toColumns, wordsOf } from '../../src/features/cases/index.ts'
import type { PastCase } from './pastCases.ts'
import { demoId } from './units.ts'

/** The rows of past cases as the features' tables hold them, each under the properties of its schema. */
export function caseRowsOf(past: readonly PastCase[], placeNameOf: (areaCode: string) => string) {
  return past.map(({ fact, text, requirement }) => {
    const placeName = placeNameOf(fact.areaCode)
    return {
      ...toColumns(fact),
      text,
      placeText: null,
      placeName,
      requirement,
      occurredAt: fact.openedAt,
      receivedAt: fact.openedAt,
      reporterName: null,
      reporterPhone: null,
      movedVersion: fact.version,
    }
  })
}

/** What past cases are found by. */
export const wordRowsOf = (past: readonly PastCase[], placeNameOf: (areaCode: string) => string) =>
  past.map(({ fact, text, entries }) =>
    wordsOf({
      ...fact,
      placeName: placeNameOf(fact.areaCode),
      placeText: null,
      text,
      noticeNumbers: noticesIn(entries),
    }),
  )

const noticesIn = (entries: PastCase['entries']): string[] =>
  entries.flatMap(({ filled: { noticeNumber } }) => (typeof noticeNumber === 'string' ? [noticeNumber] : []))

const byWhom = (actor: Actor, unitNameOf: (unitId: string) => string) => ({
  actorId: actor.accountId,
  actorName: actor.name,
  actorRole: actor.role,
  actorUnit: actor.unitId === undefined ? null : unitNameOf(actor.unitId),
})

export const entryRowsOf = (past: readonly PastCase[], unitNameOf: (unitId: string) => string) =>
  past.flatMap(({ fact, entries }) =>
    entries.map(({ actor, from, to, ...entry }) => ({
      ...entry,
      id: demoId(`entry ${fact.id} ${entry.version}`),
      caseId: fact.id,
      fromStatus: from,
      toStatus: to,
      ...(actor ? byWhom(actor, unitNameOf) : bySystem),
    })),
  )

/** The last serial given out under a name of what is noted; zero when there was none. */
export const lastSerialOf = (past: readonly PastCase[], name: 'noticeNumber' | 'incidentNumber'): number =>
  past
    .flatMap(({ entries }) => entries.map(({ filled }) => filled[name]))
    .map(number => (typeof number === 'string' ? Number(number.split('-').at(-1)) : 0))
    .reduce((last, serial) => Math.max(last, serial), 0)

/** The last serial given out on each day, so that live numbers go on from there. */
export function numberRowsOf(past: readonly PastCase[]): { day: string; last: number }[] {
  const last = new Map<string, number>()
  for (const { fact } of past) {
    const [, day = '', serial = '0'] = fact.number.split('-')
    last.set(day, Math.max(last.get(day) ?? 0, Number(serial)))
  }
  return [...last].map(([day, n]) => ({ day, last: n }))
}
