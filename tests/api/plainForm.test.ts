import { seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { hiddenIn, plainBrowser, type PlainBrowser } from '../builders/plainBrowser.ts'

let running: RunningApp
let browser: PlainBrowser

beforeAll(async () => {
  running = await startApp()
  browser = plainBrowser(running)
  await browser.signIn('t1v1g1')
})
afterAll(() => running.drop())

describe('the plain report form', () => {
  it('asks a stranger to sign in, with neither script nor style in the page', async () => {
    const { status, headers, text } = await plainBrowser(running).visit('/m/plain')

    expect(status).toBe(200)
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('action="/m/plain/session"')
    expect(text).not.toMatch(/<script|style=/)
  })

  it('takes a report and gives its number', async () => {
    const form = await browser.form()

    const made = await browser.visit('/m/plain', {
      ...form,
      categoryCode: '0201',
      text: '路灯不亮 <b>',
      placeText: '',
    })

    const number = /ZZ\d{6}-\d{8}-\d{4,}/.exec(made.text)?.[0]
    expect([made.status, made.address]).toEqual([200, `/m/plain/${form.id}`])
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
    const report = { ...(await browser.form()), categoryCode: '0201', text: '井盖破损', placeText: '村口' }

    const [first, again] = [await browser.visit('/m/plain', report), await browser.visit('/m/plain', report)]

    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.text).toBe(first.text)
  })

  it('makes one case when its reporter goes back in the browser and sends it again', async () => {
    const opened = await browser.visit('/m/plain')
    const form = {
      id: hiddenIn(opened, 'id'),
      occurredAt: hiddenIn(opened, 'occurredAt'),
      by: hiddenIn(opened, 'by'),
    }
    const made = await browser.visit('/m/plain', {
      ...form,
      categoryCode: '0201',
      text: '井盖松动',
      placeText: '',
    })

    const back = await browser.visit(opened.address)

    expect(opened.address).toBe(`/m/plain/${form.id}`)
    expect(back.text).toBe(made.text)
    expect(back.text).not.toContain('action="/m/plain" ')
  })

  it('shows nobody the receipt of another, and nothing at an address of none', async () => {
    const form = { ...(await browser.form()), categoryCode: '0201', text: '井盖松动', placeText: '' }
    const made = await browser.visit('/m/plain', form)
    const other = plainBrowser(running)
    await other.signIn('t1v1g2')

    const seen = await other.visit(made.address)

    expect(seen.text).not.toMatch(/ZZ\d{6}/)
    expect((await other.visit('/m/plain/nothing')).status).toBe(303)
    expect((await plainBrowser(running).visit(made.address)).status).toBe(303)
  })

  it('says what is wanting, keeps what was written, and writes it as text', async () => {
    const form = await browser.form()
    const refused = await browser.visit('/m/plain', {
      ...form,
      categoryCode: '',
      text: '"><script>alert(1)</script>',
      placeText: '"><img>',
    })

    expect(refused.status).toBe(400)
    expect(refused.text).toContain('请选择类别')
    expect(refused.text).toContain('&lt;script&gt;')
    expect(refused.text).not.toMatch(/<script|<img/)
    expect(hiddenIn(refused, 'id')).toBe(form.id)
  })

  it.each([
    ['nothing', { text: ' \n ' }, '请写明情况'],
    ['a text far too long', { text: '路'.repeat(20_000) }, '情况至多 2000 字'],
    ['a text too long for the interface', { text: 'a'.repeat(200_000) }, '内容太长'],
    ['a place too long', { text: '路灯不亮', placeText: '村'.repeat(201) }, '地点至多 200 字'],
  ])('tells %s in words and keeps it', async (_, fields, told) => {
    const form = { ...(await browser.form()), categoryCode: '0201', placeText: '', ...fields }
    const refused = await browser.visit('/m/plain', form)

    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.text).toContain(told)
    expect(refused.text).toContain(form.text)
    expect(hiddenIn(refused, 'id')).toBe(form.id)
  })

  it('sends back in words what is longer than any form', async () => {
    const form = { ...(await browser.form()), categoryCode: '0201', text: 'a'.repeat(1_000_000) }
    const refused = await browser.visit('/m/plain', form)

    expect(refused.status).toBe(413)
    expect(refused.text).toContain('请返回上一页')
  })

  it('gives a form a fresh id when its own was used for something else', async () => {
    const form = { ...(await browser.form()), categoryCode: '0101' }
    await browser.visit('/m/plain', { ...form, text: '路面积水' })

    const refused = await browser.visit('/m/plain', { ...form, text: '路灯不亮' })

    expect([refused.status, hiddenIn(refused, 'id') === form.id]).toEqual([409, false])
    expect(refused.text).toContain('路灯不亮')
  })

  it('refuses a wrong password in words', async () => {
    const refused = await browser.signIn('t1v1g1', { password: 'not-the-password' })

    expect(refused.status).toBe(401)
    expect(refused.text).toContain('账号或密码不正确')
  })

  it('takes no form from another site', async () => {
    const answer = await fetch(`${running.url}/m/plain`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'x' }),
      headers: { cookie: browser.cookie(), origin: 'http://elsewhere.example' },
    })

    expect(answer.status).toBe(403)
  })

  it('signs out', async () => {
    const out = await browser.visit('/m/plain/out', {})

    expect(out.status).toBe(303)
    expect((await browser.visit('/m/plain')).text).toContain('action="/m/plain/session"')
  })
})
