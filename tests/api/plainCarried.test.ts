import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { hiddenIn, plainBrowser } from '../builders/plainBrowser.ts'
import { accountId } from '../builders/staff.ts'

const writer = 't1v1g1'
const another = 't1v1g2'
const written = { categoryCode: '0201', text: '井盖破损，夜里看不见', placeText: '村口' }

let running: RunningApp

beforeAll(async () => {
  running = await startApp()
})
afterAll(() => running.drop())

const casesNow = async (): Promise<number> =>
  (await running.database.pool.query<{ n: number }>('select count(*)::int as n from cases')).rows[0]?.n ?? 0

/** A form filled in on a phone whose session ended meanwhile, and the page that answered it. */
async function sentTooLate(fields = written) {
  const browser = plainBrowser(running)
  await browser.signIn(writer)
  const form = { ...(await browser.form()), ...fields }
  await browser.endSession()
  const asked = await browser.visit('/m/plain', form)
  return { browser, form, asked, kept: hiddenIn(asked, 'kept') }
}

describe('a plain form sent after the session ended', () => {
  it('is kept by the sign-in page, where nobody can read it', async () => {
    const { asked, kept } = await sentTooLate()

    expect(asked.status).toBe(401)
    expect(asked.text).toContain('您填写的内容已保留')
    expect(kept).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(asked.text).not.toContain(written.text)
    expect(Buffer.from(kept, 'base64').toString()).not.toContain(written.text)
    expect([...asked.headers].flat().join(' ')).not.toContain(kept.slice(0, 40))
  })

  it('comes back as it was, and makes one case however often it is sent', async () => {
    const { browser, form, kept } = await sentTooLate()
    const before = await casesNow()

    const back = await browser.signIn(writer, { kept })
    const again = { ...written, id: hiddenIn(back, 'id'), occurredAt: hiddenIn(back, 'occurredAt') }
    const sent = [await browser.visit('/m/plain', again), await browser.visit('/m/plain', again)]

    expect(back.status).toBe(200)
    expect(back.text).toContain('<option value="0201" selected>')
    expect(back.text).toContain(`>${written.text}</textarea>`)
    expect(back.text).toContain(`value="${written.placeText}"`)
    expect([again.id, again.occurredAt]).toEqual([form.id, form.occurredAt])
    expect(sent.map(({ address }) => address)).toEqual([`/m/plain/${form.id}`, `/m/plain/${form.id}`])
    expect(await casesNow()).toBe(before + 1)
  })

  it('outlasts a wrong password', async () => {
    const { browser, kept } = await sentTooLate()

    const refused = await browser.signIn(writer, { kept, password: 'not-the-password' })
    const back = await browser.signIn(writer, { kept: hiddenIn(refused, 'kept') })

    expect([refused.status, back.status]).toEqual([401, 200])
    expect(refused.text).not.toContain(written.text)
    expect(back.text).toContain(written.text)
  })

  it('is not shown to another account, and waits for its own', async () => {
    const { browser, kept } = await sentTooLate()

    const others = await browser.signIn(another, { kept })
    const out = await browser.visit('/m/plain/out', { kept: hiddenIn(others, 'kept') })
    const back = await browser.signIn(writer, { kept: hiddenIn(out, 'kept') })

    expect(others.text).toContain('由另一账号填写')
    expect(out.text).toContain('action="/m/plain/session"')
    expect(`${others.text}${out.text}`).not.toContain(written.text)
    expect(back.text).toContain(written.text)
  })

  it('is not reported by whoever signed in since', async () => {
    const { browser, form } = await sentTooLate()
    await browser.signIn(another)
    const before = await casesNow()

    const others = await browser.visit('/m/plain', form)

    expect(others.status).toBe(409)
    expect(others.text).not.toContain(written.text)
    expect(hiddenIn(others, 'kept')).not.toBe('')
    expect(await casesNow()).toBe(before)
  })

  it('goes to whoever signs in when it was made for nobody', async () => {
    const browser = plainBrowser(running)
    const asked = await browser.visit('/m/plain', written)

    const back = await browser.signIn(another, { kept: hiddenIn(asked, 'kept') })

    expect(back.text).toContain(written.text)
    expect(hiddenIn(back, 'by')).toBe(accountId(another))
    expect(hiddenIn(back, 'id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('what a page may send as a kept form', () => {
  it.each([
    ['markup', '"><script>alert(1)</script>'],
    ['nothing that was sealed', 'AAAA'.repeat(40)],
    ['a form in the open', Buffer.from(JSON.stringify(written)).toString('base64')],
  ])('takes no %s for one, and does not repeat it', async (_, kept) => {
    const browser = plainBrowser(running)

    const refused = await browser.signIn(writer, { kept, password: 'not-the-password' })
    const signedIn = await browser.signIn(writer, { kept })

    expect(refused.text).not.toContain('name="kept"')
    expect(refused.text).not.toContain('<script')
    expect(signedIn.status).toBe(303)
    expect((await browser.visit('/m/plain/out', { kept })).status).toBe(303)
  })

  it('takes none that was changed on its way', async () => {
    const { browser, kept } = await sentTooLate()
    const changed = `${kept.slice(0, -8)}${kept.slice(-8) === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA'}`

    expect((await browser.signIn(writer, { kept: changed })).status).toBe(303)
  })

  it('brings back hostile text as text', async () => {
    const hostile = {
      categoryCode: '"><i>',
      text: '</textarea><script>alert(1)</script>',
      placeText: '"><img>',
    }
    const { browser, kept } = await sentTooLate(hostile)

    const back = await browser.signIn(writer, { kept })

    expect(back.text).not.toMatch(/<script|<img|<i>/)
    expect(back.text).toContain('&lt;/textarea&gt;&lt;script&gt;')
  })

  it('carries the longest form that is taken', async () => {
    const { browser, kept } = await sentTooLate({ ...written, text: '"\n'.repeat(37_000) })

    const back = await browser.signIn(writer, { kept })

    expect(back.status).toBe(200)
    expect(back.text).toContain('&quot;')
  })
})
