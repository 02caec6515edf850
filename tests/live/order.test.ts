import { afterAll, beforeAll, expect, it } from 'vitest'
import { overtake } from './overtaking.ts'
import { openStage, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

it('neither loses nor doubles a fact while commits overtake and consoles reconnect', async () => {
  const { verdict, written } = await overtake(stage, 6_000)

  expect(verdict.examples).toEqual([])
  expect(verdict.isClean).toBe(true)
  expect(written).toBeGreaterThan(50)
})
