import { contract, CommandId } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../ids/index.ts'
import { addressOf } from './address.ts'
import { call, callForFile, onSignedOut } from './index.ts'
import { Check } from 'typebox/schema'

const lightLamp = contract({
  name: 'lightLamp',
  method: 'POST',
  path: '/lamps/:id/moves',
  summary: '点灯',
  shape: {
    params: Type.Object({ id: Type.String() }),
    query: Type.Object({ q: Type.Optional(Type.String()) }),
    body: Type.Object({ lit: Type.Boolean() }),
    reply: Type.Object({ lit: Type.Boolean() }),
  },
  needs: 'public',
  refuses: [],
})
const asked = { params: { id: '7' }, query: {}, body: { lit: true } }
const answering = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }))

afterEach(() => vi.unstubAllGlobals())

describe('a call by contract', () => {
  it('fills in the address and leaves out what has no value', () => {
    const address = addressOf(lightLamp, {
      params: { id: 'a/b' },
      query: { q: '张 集', area: undefined, level: '' },
    })

    expect(address).toBe('/api/lamps/a%2Fb/moves?q=%E5%BC%A0+%E9%9B%86')
  })

  it('grants what the server grants, and tells new from known', async () => {
    answering(201, { lit: true })
    expect(await call(lightLamp, asked)).toEqual({ ok: true, value: { lit: true }, isNew: true })

    answering(200, { lit: true })
    expect(await call(lightLamp, asked)).toMatchObject({ ok: true, isNew: false })
  })

  it('tells a problem as a refusal with its code and detail', async () => {
    answering(409, { code: 'case.stale', detail: { version: 4 }, requestId: 'r1' })

    expect(await call(lightLamp, asked)).toEqual({
      ok: false,
      refusal: { code: 'case.stale', detail: { version: 4, httpStatus: 409, requestId: 'r1' } },
    })
  })

  it('refuses with link.down when there is no network', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))

    expect(await call(lightLamp, asked)).toMatchObject({ ok: false, refusal: { code: 'link.down' } })
  })

  it('knows the page of a proxy from an answer of ours', async () => {
    vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }))

    expect(await call(lightLamp, asked)).toMatchObject({
      refusal: { code: 'link.foreignAnswer', detail: { httpStatus: 502 } },
    })
  })

  it('shows nothing of an answer that breaks off, is empty, is a page, or is of another version', async () => {
    const broken = new ReadableStream({
      start(control) {
        control.enqueue(new TextEncoder().encode('{"lit":'))
        control.error(new TypeError('broken off'))
      },
    })
    const codeOf = async (answer: Response) => {
      vi.stubGlobal('fetch', async () => answer)
      const told = await call(lightLamp, asked)
      return told.ok ? undefined : told.refusal.code
    }

    expect(await codeOf(new Response(broken))).toBe('link.down')
    expect(await codeOf(new Response(''))).toBe('link.foreignAnswer')
    expect(await codeOf(new Response('<html>请登录上网认证</html>'))).toBe('link.foreignAnswer')
    expect(await codeOf(new Response('{"lit":"yes"}'))).toBe('link.foreignAnswer')
    expect(await codeOf(new Response('{"lit":true,"colour":"red"}'))).toBeUndefined()
  })

  it('tells after how many seconds a busy server may be asked again', async () => {
    vi.stubGlobal('fetch', async () =>
      Response.json({ code: 'platform.overloaded' }, { status: 503, headers: { 'retry-after': '7' } }),
    )

    expect(await call(lightLamp, asked)).toMatchObject({ refusal: { detail: { retryAfterS: 7 } } })
  })

  it('says so when nobody is signed in any more', async () => {
    const signedOut = vi.fn(async () => false)
    onSignedOut(signedOut)
    answering(401, { code: 'session.none', detail: {} })

    expect(await call(lightLamp, asked)).toMatchObject({ refusal: { code: 'session.none' } })
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('asks the very same again when the officer has signed in again', async () => {
    const sent: unknown[] = []
    onSignedOut(async () => true)
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      sent.push(body)
      return sent.length === 1
        ? new Response(JSON.stringify({ code: 'session.none', detail: {} }), { status: 401 })
        : new Response(JSON.stringify({ lit: true }))
    })

    expect(await call(lightLamp, asked)).toMatchObject({ ok: true, value: { lit: true } })
    expect(sent).toEqual([JSON.stringify(asked.body), JSON.stringify(asked.body)])
  })
})

describe('a file by contract', () => {
  it('is what the server sent', async () => {
    vi.stubGlobal('fetch', async () => new Response('文书'))

    const file = await callForFile(lightLamp, asked)

    expect(file.ok && (await file.value.text())).toBe('文书')
  })

  it('is refused as a reply is, and with link.down when it breaks off', async () => {
    answering(404, { code: 'document.unknown', detail: {} })
    expect(await callForFile(lightLamp, asked)).toMatchObject({ refusal: { code: 'document.unknown' } })

    const broken = new ReadableStream({ start: control => control.error(new TypeError('broken off')) })
    vi.stubGlobal('fetch', async () => new Response(broken))
    expect(await callForFile(lightLamp, asked)).toMatchObject({ refusal: { code: 'link.down' } })
  })
})

it('makes command ids the server takes, without a secure context', () => {
  expect(Check(CommandId, newId())).toBe(true)
})
