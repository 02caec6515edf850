import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseLevels, type CaseLevel } from '../cases/index.ts'
import { channels, type ReachChannel } from './channels.ts'
import { stepOf, type Ladder, type LadderPerson } from './ladder.ts'
import { defaultRungs } from './rungs.ts'

const rung = { deviceS: 10, openS: 60, signS: 300 }
const everyWay: readonly ReachChannel[] = ['app', 'push', 'sms']
const s = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000)

const aPerson = (accountId: string, named: Partial<LadderPerson> = {}): LadderPerson => ({
  accountId,
  rank: 0,
  channels: everyWay,
  toldAtMs: undefined,
  receivedAtMs: undefined,
  openedAtMs: undefined,
  tries: [],
  ...named,
})
const aLadder = (persons: readonly LadderPerson[], named: Partial<Ladder> = {}): Ladder => ({
  level: 'red',
  startsAtMs: 0,
  rung,
  persons,
  onDutyFromMs: ms => ms,
  ...named,
})

/** Somebody's receipts, and channels that are given up, in seconds. */
interface Course {
  readonly received?: Readonly<Record<string, number>>
  readonly opened?: Readonly<Record<string, number>>
  readonly failed?: readonly ReachChannel[]
  readonly untilS?: number
  /** Nothing is done in between, as by a server that stands still. */
  readonly stillS?: readonly [from: number, to: number]
}

/** Lets a ladder go on second by second; tells what was tried for whom when. */
function climbed(from: Ladder, course: Course = {}) {
  let ladder = from
  const told: string[] = []
  let spentS: number | undefined
  let looked = 0
  const atS = (times: Course['opened'], id: string, nowS: number) => {
    const at = times?.[id]
    return at !== undefined && at <= nowS ? at * 1_000 : undefined
  }
  for (let nowS = 0; nowS <= (course.untilS ?? 4_000); nowS += 1) {
    const [stillFrom, stillTo] = course.stillS ?? [Infinity, Infinity]
    if (nowS >= stillFrom && nowS < stillTo) continue
    ladder = {
      ...ladder,
      persons: ladder.persons.map(one => ({
        ...one,
        receivedAtMs: atS(course.received, one.accountId, nowS),
        openedAtMs: atS(course.opened, one.accountId, nowS),
      })),
    }
    const step = stepOf(ladder, nowS * 1_000)
    looked += 1
    if (step.isSpent) spentS ??= nowS
    for (const { accountId, channel } of step.tries) told.push(`${nowS} ${accountId} ${channel}`)
    ladder = {
      ...ladder,
      persons: ladder.persons.map(one => ({
        ...one,
        toldAtMs: step.told.includes(one.accountId) ? nowS * 1_000 : one.toldAtMs,
        tries: [
          ...one.tries,
          ...step.tries
            .filter(({ accountId }) => accountId === one.accountId)
            .map(({ channel }) => ({
              channel,
              atMs: nowS * 1_000,
              failedAtMs: course.failed?.includes(channel) ? nowS * 1_000 : undefined,
            })),
        ],
      })),
    }
  }
  return { told, spentS, looked }
}

describe('a ladder', () => {
  it('that nobody answers goes through the channels of one, then to the next person, then is spent', () => {
    const both = [aPerson('first'), aPerson('second', { rank: 1 })]

    expect(climbed(aLadder(both))).toMatchObject({
      told: [
        '0 first app',
        '10 first push',
        '20 first sms',
        '30 second app',
        '40 second push',
        '50 second sms',
      ],
      spentS: 60,
    })
  })

  it('waits longer for what is on the device and not opened', () => {
    const both = [aPerson('first'), aPerson('second', { rank: 1 })]

    expect(climbed(aLadder(both), { received: { first: 2 }, untilS: 250 }).told).toEqual([
      '0 first app',
      '62 first push',
      '122 first sms',
      '182 second app',
      '192 second push',
      '202 second sms',
    ])
  })

  it('tries no further channel for whoever has opened it, and goes on to the next when that is not signed', () => {
    const both = [aPerson('first'), aPerson('second', { rank: 1 })]

    expect(climbed(aLadder(both), { opened: { first: 5, second: 305 } })).toMatchObject({
      told: ['0 first app', '300 second app'],
      spentS: 600,
    })
  })

  it('goes to the next channel at once when one is given up', () => {
    expect(climbed(aLadder([aPerson('first')]), { failed: ['push'], untilS: 30 }).told).toEqual([
      '0 first app',
      '10 first push',
      '11 first sms',
    ])
  })

  it('tells those of one rank together, and waits for each by itself', () => {
    const three = [aPerson('a'), aPerson('b'), aPerson('next', { rank: 1 })]

    expect(climbed(aLadder(three), { opened: { a: 1 }, untilS: 301 }).told).toEqual([
      '0 a app',
      '0 b app',
      '10 b push',
      '20 b sms',
      '300 next app',
    ])
  })

  it('goes to the next person at once after whoever can only be told in the app', () => {
    const two = [aPerson('first', { channels: ['app'] }), aPerson('second', { rank: 4 })]

    expect(climbed(aLadder(two), { untilS: 11 }).told).toEqual(['0 first app', '10 second app'])
  })

  it('begins when it may, and not before', () => {
    expect(climbed(aLadder([aPerson('first')], { startsAtMs: 12_000 }), { untilS: 13 }).told).toEqual([
      '12 first app',
    ])
    expect(s(stepOf(aLadder([aPerson('first')], { startsAtMs: 12_000 }), 0).nextAtMs)).toBe(12)
  })

  it('of nobody is spent when it begins', () => {
    expect(stepOf(aLadder([]), 0)).toEqual({ told: [], tries: [], isSpent: true, nextAtMs: undefined })
  })

  it('after a standstill goes on one rung at a time, none left out and none twice', () => {
    const both = [aPerson('first'), aPerson('second', { rank: 1 })]

    expect(climbed(aLadder(both), { stillS: [5, 1_000] }).told).toEqual([
      '0 first app',
      '1000 first push',
      '1000 second app',
      '1010 first sms',
      '1010 second push',
      '1020 second sms',
    ])
  })
})

describe('off duty', () => {
  /** Duty begins at the hundredth second. */
  const night = (ms: number) => Math.max(ms, 100_000)
  const told = (level: CaseLevel) =>
    climbed(aLadder([aPerson('first'), aPerson('second', { rank: 1 })], { level, onDutyFromMs: night }), {
      untilS: 125,
    }).told

  it.each(['yellow', 'blue'] as const)('%s stands silently in the app till morning', level => {
    expect(told(level)).toEqual(['0 first app', '100 first push', '110 first sms', '120 second app'])
  })

  it.each(['red', 'orange'] as const)('%s wakes people', level => {
    expect(told(level)[1]).toBe('10 first push')
  })
})

describe('any ladder', () => {
  const ids = ['a', 'b', 'c', 'd']
  const someone = fc.record({
    accountId: fc.constantFrom(...ids),
    rank: fc.nat(2),
    channels: fc.subarray([...channels]).map(some => ['app' as const, ...some.filter(one => one !== 'app')]),
  })
  const persons = fc.uniqueArray(someone, { selector: one => one.accountId, maxLength: 4 })
  const times = fc.dictionary(fc.constantFrom(...ids), fc.nat(400), { maxKeys: 4 })

  it('tries each channel of each person once at most, begins with ranks in order, and comes to an end', () => {
    fc.assert(
      fc.property(
        persons,
        fc.constantFrom(...caseLevels),
        times,
        times,
        fc.subarray([...channels]),
        fc.tuple(fc.nat(300), fc.integer({ min: 300, max: 700 })),
        (given, level, received, opened, failed, stillS) => {
          const ladder = aLadder(
            given.map(({ accountId, ...named }) => aPerson(accountId, named)),
            { level },
          )
          const { told, spentS } = climbed(ladder, { received, opened, failed, stillS, untilS: 3_000 })
          const pairs = told.map(line => line.replace(/^\d+ /, ''))
          const begun = told
            .filter(line => line.endsWith(' app'))
            .map(line => given.find(({ accountId }) => line.includes(` ${accountId} `))?.rank ?? -1)

          expect(new Set(pairs).size).toBe(pairs.length)
          expect(begun).toEqual([...begun].sort((one, other) => one - other))
          expect(begun).toHaveLength(given.length)
          expect(spentS).toBeDefined()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('names as its next moment the first at which there is something to do', () => {
    const ladder = aLadder([aPerson('first'), aPerson('second', { rank: 1 })])
    let at: number | undefined = 0
    let standing = ladder
    const looks: number[] = []
    while (at !== undefined && looks.length < 20) {
      looks.push(at / 1_000)
      const nowMs = at
      const step = stepOf(standing, nowMs)
      standing = {
        ...standing,
        persons: standing.persons.map(one => ({
          ...one,
          toldAtMs: step.told.includes(one.accountId) ? nowMs : one.toldAtMs,
          tries: [
            ...one.tries,
            ...step.tries
              .filter(({ accountId }) => accountId === one.accountId)
              .map(({ channel }) => ({ channel, atMs: nowMs, failedAtMs: undefined })),
          ],
        })),
      }
      at = step.nextAtMs
    }

    expect(looks).toEqual([0, 10, 20, 30, 40, 50, 60])
  })

  it('of a red case has gone through four ranks before ten minutes are over', () => {
    const ranks = [0, 1, 2, 3].map(rank => aPerson(`p${rank}`, { rank }))
    const opened = { p0: 1, p1: 121, p2: 241, p3: 361 }

    expect(climbed(aLadder(ranks, { rung: defaultRungs.red }), { opened }).spentS).toBeLessThan(600)
  })
})
