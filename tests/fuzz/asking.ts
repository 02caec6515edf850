import { platformRefusals, type Contract } from '@shuniu/shared/kernel'
import fc, { type Arbitrary } from 'fast-check'
import { Value } from 'typebox/value'
import { expect } from 'vitest'
import type { Answer, Browser } from '../builders/browser.ts'
import { inputsOf, type Care } from './shapes.ts'
import { hostile, knownCases, knownVersions, latestVersion, proper, properInAddress } from './arbitraries.ts'

/** One request for a contract: by whom, and the parts it is sent with. */
export interface FuzzRequest {
  readonly account: string
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** The posts that ask; whoever signs in or out is a stranger. */
const accounts = [
  't1v1g1',
  't1v1.officer',
  't1.duty',
  't1.dispatcher',
  't1.director',
  't1.force',
  't2.duty',
  'county.duty',
  'county.director',
  'county.wall',
  'county.admin',
  'county.security',
  'county.auditor',
] as const

const careful = ({ shape }: Contract, care: Care) =>
  fc.record({
    account: fc.constantFrom(...accounts),
    params: inputsOf(shape.params, care, properInAddress),
    query: inputsOf(shape.query, care, proper),
    body: inputsOf(shape.body, care, proper),
  })

/** Inputs of every sort: as the contract has them, nearly so, and not at all. */
export function asksOf(contract: Contract): Arbitrary<FuzzRequest> {
  const wild = fc.record({
    account: fc.constantFrom(...accounts),
    params: hostile,
    query: hostile,
    body: hostile,
  })
  return fc.oneof(
    { weight: 5, arbitrary: careful(contract, 'proper') },
    { weight: 4, arbitrary: careful(contract, 'nearly') },
    { weight: 1, arbitrary: wild },
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : { value })

/** Lone surrogates cannot stand in an address: there the replacement character does. */
const inAddress = (value: unknown): string => {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return encodeURIComponent(Buffer.from(text).toString()).slice(0, 2_000)
}

function addressOf(contract: Contract, { params, query }: FuzzRequest): string {
  const named = recordOf(params)
  const path = contract.path.replaceAll(
    /:(\w+)/g,
    (_, key: string) => inAddress(named[key] ?? named['value']) || '-',
  )
  const asked = contract.shape.query === undefined ? {} : recordOf(query)
  const search = Object.entries(asked).map(([key, value]) => `${inAddress(key)}=${inAddress(value)}`)
  return `/api${path}${search.length > 0 ? `?${search.join('&')}` : ''}`
}

/** A command from the latest view, where it asks for that: otherwise hardly a move would ever be made. */
function upToDate({ params, body }: FuzzRequest): unknown {
  const command = recordOf(body)
  if (command['seenVersion'] !== latestVersion) return body
  return { ...command, seenVersion: knownVersions.get(recordOf(params)['id']) ?? 1 }
}

/** What later inputs may name: the cases opened, and the versions they came to. */
function learn(body: unknown): void {
  const { caseId, id, version } = recordOf(body)
  if (typeof caseId === 'string') knownCases.push(caseId)
  if (typeof version === 'number') knownVersions.set(id, version)
}

export async function send(by: Browser, contract: Contract, asked: FuzzRequest): Promise<Answer> {
  const hasBody = contract.shape.body !== undefined
  const sent = hasBody ? { body: JSON.stringify(upToDate(asked)) } : {}
  const answer = await by.send(contract.method, addressOf(contract, asked), sent)
  learn(answer.body)
  return answer
}

const anywhere = [
  ...Object.keys(platformRefusals),
  'session.none',
  'permission.missing',
  'account.mustChangePassword',
  'account.mustSetUpSecondFactor',
]

/** Nothing but a reply of the declared shape, or a refusal that the contract or the platform declares. */
export function expectDeclared(contract: Contract, answer: Answer): void {
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
  if (answer.code === undefined) {
    expect([...Value.Errors(contract.shape.reply, answer.body)].slice(0, 3)).toEqual([])
  } else {
    expect([...contract.refuses, ...anywhere]).toContain(answer.code)
  }
}
