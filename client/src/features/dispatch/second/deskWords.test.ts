import { describe, expect, it } from 'vitest'
import { deskWordOf, following, silentAfterMs, standingOf, type DeskWord } from './deskWords.ts'

const by = (nowMs: number) => ({ accountId: 'own', nowMs })
const desk = (differing: Partial<Extract<DeskWord, { is: 'desk' }>> = {}): DeskWord => ({
  is: 'desk',
  deskId: 'a',
  accountId: 'own',
  caseId: 'case 1',
  sinceMs: 1_000,
  ...differing,
})
const heard = (words: readonly DeskWord[], nowMs = 1_000) =>
  words.reduce<ReturnType<typeof following>>((known, word) => following(known, word, by(nowMs)), undefined)

describe('a map on a second screen', () => {
  it('follows the case that its desk opens', () => {
    expect(heard([desk(), desk({ caseId: 'case 2' })])?.caseId).toBe('case 2')
    expect(heard([desk(), desk({ caseId: null })])?.caseId).toBeNull()
  })

  it('follows no desk of another account', () => {
    expect(heard([desk({ accountId: 'other' })])).toBeUndefined()
  })

  it('follows the desk at which somebody has worked last', () => {
    const other = { deskId: 'b', caseId: 'case 2' }
    expect(heard([desk(), desk({ ...other, sinceMs: 900 })])?.deskId).toBe('a')
    expect(heard([desk(), desk({ ...other, sinceMs: 1_100 })])?.deskId).toBe('b')
  })

  it('says that its desk has closed, keeps what it showed, and goes over to another desk', () => {
    const closed = heard([desk(), { is: 'closed', deskId: 'a' }])
    expect([standingOf(closed, 1_000), closed?.caseId]).toEqual(['closed', 'case 1'])
    expect(following(closed, { is: 'closed', deskId: 'b' }, by(1_000))).toBe(closed)
    expect(following(closed, desk({ deskId: 'b', sinceMs: 0 }), by(1_000))?.deskId).toBe('b')
  })

  it('says that its desk is silent, and takes it up again', () => {
    const known = heard([desk()])
    const late = 1_000 + silentAfterMs + 1
    expect([standingOf(known, 1_000 + silentAfterMs), standingOf(known, late)]).toEqual(['live', 'silent'])
    expect(standingOf(following(known, desk(), by(late)), late)).toBe('live')
    expect(following(known, desk({ deskId: 'b', sinceMs: 0 }), by(late))?.deskId).toBe('b')
    expect(standingOf(undefined, late)).toBe('unheard')
  })

  it.each([
    undefined,
    null,
    'who',
    7,
    {},
    { is: 'desk', deskId: 'a' },
    { is: 'pick', deskId: 'a', caseId: null },
    { is: 'other', deskId: 'a' },
  ])('makes nothing of %j', told => {
    expect(deskWordOf(told)).toBeUndefined()
  })

  it.each([
    desk(),
    desk({ caseId: null }),
    { is: 'who' },
    { is: 'closed', deskId: 'a' },
    { is: 'pick', deskId: 'a', caseId: 'b' },
  ])('takes %j as it is', word => {
    expect(deskWordOf(word)).toEqual(word)
  })
})
