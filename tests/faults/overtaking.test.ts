import { afterAll, beforeAll, expect, it } from 'vitest'
import { say, sized } from '../builders/size.ts'
import { overtake } from '../live/overtaking.ts'
import { openStage, type LiveStage } from '../live/stage.ts'

const runMs = sized(120_000, 10_000)

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

it(`${runMs / 1_000} s of overtaking commits and restless consoles lose and double nothing`, async () => {
  const { verdict, written } = await overtake(stage, runMs)
  say(`  ${written} facts written`)

  expect(verdict.examples).toEqual([])
  expect(verdict.isClean).toBe(true)
})
