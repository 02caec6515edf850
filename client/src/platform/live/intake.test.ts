import type { Fact } from '@shuniu/shared/live'
import * as Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { bindEar } from './ear.ts'
import { createIntake } from './intake.ts'

const facts = { 'lamp.lit': { body: Type.Object({ lamp: Type.Integer() }) } }
const lit = (seq: number, lamp = seq): Fact => ({
  seq,
  name: 'lamp.lit',
  at: '2026-11-24T06:00:00.000Z',
  body: { lamp },
})

function listening() {
  const heard: number[] = []
  const unread: number[] = []
  const work: (() => void)[] = []
  const intake = createIntake({ later: run => work.push(run), unread: fact => unread.push(fact.seq) })
  intake.hear(bindEar(facts, { 'lamp.lit': body => heard.push(body.lamp) }))
  const paint = () => work.splice(0).forEach(run => run())
  return { intake, heard, unread, work, paint }
}

describe('the intake', () => {
  it('hands facts on in order, once a painted frame', () => {
    const { intake, heard, work, paint } = listening()

    intake.take({ through: 2, facts: [lit(1), lit(2)] })
    intake.take({ through: 3, facts: [lit(3)] })

    expect(heard).toEqual([])
    expect(work).toHaveLength(1)
    paint()
    expect(heard).toEqual([1, 2, 3])
  })

  it('hands each number on once, however often a replay brings it', () => {
    const { intake, heard, paint } = listening()

    intake.take({ through: 2, facts: [lit(1), lit(2)] })
    paint()
    intake.take({ through: 3, facts: [lit(1), lit(2), lit(3)] })
    paint()

    expect(heard).toEqual([1, 2, 3])
  })

  it('lets a replay tell what a newly joined room heard before', () => {
    const { intake, heard, paint } = listening()

    intake.take({ through: 9, facts: [lit(9)] })
    paint()
    intake.take({ through: 9, facts: [lit(7), lit(9)] })
    paint()

    expect(heard).toEqual([9, 7])
  })

  it('spreads a long catch-up over several frames', () => {
    const { intake, heard, paint } = listening()
    const all = Array.from({ length: 1_200 }, (_, index) => lit(index + 1))

    intake.take({ through: 1_200, facts: all })
    paint()
    expect(heard).toHaveLength(500)
    paint()
    paint()

    expect(heard).toEqual(all.map(fact => fact.seq))
  })

  it('tells of a body it cannot read and goes on with the next', () => {
    const { intake, heard, unread, paint } = listening()

    intake.take({ through: 2, facts: [{ ...lit(1), body: { lamp: 'oil' } }, lit(2)] })
    paint()

    expect(unread).toEqual([1])
    expect(heard).toEqual([2])
  })

  it('lets facts pass that nobody here listens to', () => {
    const { intake, heard, unread, paint } = listening()

    intake.take({ through: 1, facts: [{ ...lit(1), name: 'door.shut' }] })
    paint()

    expect(heard).toEqual([])
    expect(unread).toEqual([])
  })
})
