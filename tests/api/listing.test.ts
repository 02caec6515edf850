import { platformRefusals } from '@shuniu/shared/kernel'
import { caseRefusals } from '@shuniu/shared/cases'
import { identityRefusals } from '@shuniu/shared/identity'
import { liveRefusals } from '@shuniu/shared/live'
import { reportRefusals } from '@shuniu/shared/reports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { everyContract } from '../builders/contracts.ts'
import { contractsOf } from '../law/contracts.ts'
import { readTree } from '../law/tree.ts'

interface OpenApiOperation {
  readonly summary: string
  readonly operationId: string
  readonly 'x-needs': string
  readonly 'x-refuses': readonly string[]
}
interface OpenApiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
}

let running: RunningApp
let listing: OpenApiDocument
let page: { readonly text: string; readonly headers: Headers }

beforeAll(async () => {
  running = await startApp()
  listing = JSON.parse(await (await fetch(`${running.url}/api/openapi.json`)).text())
  const answer = await fetch(`${running.url}/api/docs`)
  page = { text: await answer.text(), headers: answer.headers }
})
afterAll(() => running.drop())

const operationOf = (method: string, path: string): OpenApiOperation | undefined =>
  listing.paths[`/api${path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]

it('every contract of the sources is known to the tests', () => {
  const declared = contractsOf(readTree()).map(({ name }) => name)

  expect(everyContract.map(({ name }) => name).sort()).toEqual(declared.sort())
})

describe('GET /api/openapi.json', () => {
  it.each(everyContract.map(one => [one.name, one] as const))(
    'lists %s with what it refuses',
    (_, contract) => {
      const operation = operationOf(contract.method, contract.path)

      expect(operation).toMatchObject({
        operationId: contract.name,
        summary: contract.summary,
        'x-needs': contract.needs,
        'x-refuses': contract.refuses,
      })
    },
  )

  it('is OpenAPI 3.1, with the shape of bodies and replies', () => {
    expect(listing.openapi).toBe('3.1.0')
    const report = JSON.stringify(operationOf('POST', '/reports'))
    expect(report).toContain('"occurredAt"')
    expect(report).toContain('"caseNumber"')
  })
})

describe('GET /api/docs', () => {
  it('reads as a page without scripts or styles of its own, so that the policy has nothing to forbid', () => {
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.text).not.toMatch(/<script|<style|style=|onclick=|javascript:/i)
  })

  it('links a stylesheet that is there', async () => {
    const [, href = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.text) ?? []

    const style = await running.stranger.get(href)

    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
  })

  it.each(everyContract.map(({ method, path }) => [method, path] as const))('lists %s %s', (method, path) => {
    expect(page.text).toContain(`<code>${method} /api${path.replaceAll(/:(\w+)/g, '{$1}')}</code>`)
  })

  it('explains every refusal, by the anchor that problem details point to', () => {
    const codes = [platformRefusals, caseRefusals, identityRefusals, liveRefusals, reportRefusals].flatMap(
      rows => Object.keys(rows),
    )

    expect(codes.filter(code => !page.text.includes(`<tr id="${code}">`))).toEqual([])
  })

  it('leads nowhere else than it says: each refusal linked is explained', () => {
    const linked = [...page.text.matchAll(/<a href="#([\w.]+)"/g)].map(([, code = '']) => code)

    expect(linked.length).toBeGreaterThan(20)
    expect(linked.filter(code => !page.text.includes(`id="${code}"`))).toEqual([])
  })
})

describe('health and metrics', () => {
  it('tells that the process lives and can work', async () => {
    expect((await running.stranger.get('/api/health/live')).body).toEqual({ status: 'live' })
    await expect
      .poll(async () => (await running.stranger.get('/api/health/ready')).body, { timeout: 10_000 })
      .toEqual({ status: 'ready', checks: { database: true, relay: true } })
  })

  it('counts requests by route, never by the address that was asked', async () => {
    await running.stranger.get('/api/cases/00000000-0000-7000-8000-00000000c0de?q=secret')

    const { body, headers } = await running.stranger.get('/metrics')

    expect(headers.get('content-type')).toContain('text/plain')
    expect(body).toContain(
      'shuniu_http_request_seconds_count{method="GET",route="/api/cases/:id",status="401"}',
    )
    expect(body).not.toContain('c0de')
    expect(body).not.toContain('secret')
  })
})
