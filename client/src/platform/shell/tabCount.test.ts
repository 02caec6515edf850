import { expect, it } from 'vitest'
import { countOnTab } from './tabCount.ts'

it('counts what waits before the title of whatever page is open, and takes it away again', async () => {
  document.head.innerHTML = '<title>调度台 · 枢纽</title><link rel="icon" href="/favicon.svg">'
  const icon = () => document.querySelector('link[rel="icon"]')?.getAttribute('href') ?? ''

  countOnTab('alarms', 2)
  countOnTab('tasks', 1)
  const marked = [document.title, decodeURIComponent(icon()).includes('>3<')]
  document.title = '帮助 · 枢纽'
  await new Promise(wake => setTimeout(wake))
  const elsewhere = document.title
  countOnTab('alarms', 0)
  countOnTab('tasks', 0)

  expect(marked).toEqual(['(3) 调度台 · 枢纽', true])
  expect(elsewhere).toBe('(3) 帮助 · 枢纽')
  expect([document.title, icon()]).toEqual(['帮助 · 枢纽', '/favicon.svg'])
})
