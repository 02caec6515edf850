import { seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { password } from '../builders/staff.ts'

let running: RunningApp
let cookie: string

/** A browser without script: it follows links, fills in forms and keeps a cookie. */
const visit = async (path: string, fields?: Readonly<Record<string, string>>) => {
  const answer = await fetch(`${running.url}${path}`, {
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    headers: { cookie, ...(fields && { origin: running.url }) },
    redirect: 'manual',
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const hiddenIn = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? ''

const signIn = (secret: string) => visit('/m/plain/session', { account: 't1v1g1', password: secret })

async function formOf() {
  const { text } = await visit('/m/plain')
  return { id: hiddenIn(text, 'id'), occurredAt: hiddenIn(text, 'occurredAt') }
}

beforeAll(async () => {
  running = await startApp()
  cookie = ''
  cookie = (await signIn(password)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(() => running.drop())

describe('the plain report form', () => {
  it('asks a stranger to sign in, with neither script nor style in the page', async () => {
    const known = cookie
    cookie = ''
    const { status, headers, text } = await visit('/m/plain')
    cookie = known

    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('action="/m/plain/session"')
    expect(text).not.toMatch(/<script|style=/)
  })

  it('takes a report and gives its number', async () => {
    const form = await formOf()

    const made = await visit('/m/plain', {
      ...form,
      categoryCode: '0201',
      text: '路灯不亮 <b>',
      placeText: '',
    })

    const number = /ZZ\d{6}-\d{8}-\d{4,}/.exec(made.text)?.[0]
    expect(made.status).toBe(201)
    expect(number).toBeDefined()
    const { rows } = await running.database.pool.query<{ id: string }>(
      'select id from cases where number = $1',
      [number],
    )
    const member = await running.signIn('t1v1g1')
    const seen = await member.call(seeCase, { params: { id: rows[0]?.id ?? '' } })
    expect(seen.body.text).toBe('路灯不亮 <b>')
  })

  it('makes one case of a form that is sent twice', async () => {
    const report = { ...(await formOf()), categoryCode: '0201', text: '井盖破损', placeText: '村口' }

    const [first, again] = [await visit('/m/plain', report), await visit('/m/plain', report)]

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.text).toBe(first.text)
  })

  it('says what is wanting, keeps what was written, and writes it as text', async () => {
    const form = await formOf()
    const refused = await visit('/m/plain', {
      ...form,
      categoryCode: '',
      text: '"><script>alert(1)</script>',
      placeText: '"><img>',
    })

    expect(refused.status).toBe(400)
    expect(refused.text).toContain('role="alert"')
    expect(refused.text).toContain('&lt;script&gt;')
    expect(refused.text).not.toMatch(/<script|<img/)
    expect(hiddenIn(refused.text, 'id')).toBe(form.id)
  })

  it('gives a form a fresh id when its own was used for something else', async () => {
    const form = { ...(await formOf()), categoryCode: '0101' }
    await visit('/m/plain', { ...form, text: '路面积水' })

    const refused = await visit('/m/plain', { ...form, text: '路灯不亮' })

    expect([refused.status, hiddenIn(refused.text, 'id') === form.id]).toEqual([409, false])
    expect(refused.text).toContain('路灯不亮')
  })

  it('refuses a wrong password in words', async () => {
    const refused = await signIn('not-the-password')

    expect(refused.status).toBe(401)
    expect(refused.text).toContain('账号或密码不正确')
  })

  it('takes no form from another site', async () => {
    const answer = await fetch(`${running.url}/m/plain`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'x' }),
      headers: { cookie, origin: 'http://elsewhere.example' },
    })

    expect(answer.status).toBe(403)
  })

  it('signs out', async () => {
    const out = await visit('/m/plain/out', {})

    expect(out.status).toBe(303)
    expect((await visit('/m/plain')).text).toContain('action="/m/plain/session"')
  })
})
