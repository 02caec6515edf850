import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeSite } from '@shuniu/shared/identity'
import { startApp, type RunningApp } from '../builders/app.ts'

let running: RunningApp
beforeAll(async () => {
  running = await startApp()
})
afterAll(() => running.drop())

it('tells a stranger that a county without demo accounts is none', async () => {
  const answer = await running.stranger.call(seeSite)

  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ isDemo: false, needsSetup: false })
})

it('is refused by another method than the declared one', async () => {
  const answer = await running.stranger.post('/api/site', {})

  expect(answer.code).toBe('request.wrongMethod')
})
