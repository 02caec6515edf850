import { categories, sources } from '@shuniu/shared/cases'
import fc, { type Arbitrary } from 'fast-check'
import { v7 } from 'uuid'
import {
  countyCode,
  gridCode,
  insideGrid,
  outsideCounty,
  townshipCode,
  villageCode,
} from '../builders/county.ts'
import { accountId, unitIds } from '../builders/staff.ts'

/** What breaks programs: of every type, at the edges of every size. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -0, -1, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, '', ' ', [], {}, [[]]],
    ...[
      '\u0000',
      '\uD800',
      '\uDFFF',
      '𠀀',
      '\u202E',
      '__proto__',
      'constructor',
      'NaN',
      'null',
      '[object Object]',
    ],
    ...[`'; drop table cases; --`, '%', '\\', '${x}', '<script>', '../../etc/passwd', '0x41', '1e999', '-'],
    ...['a'.repeat(3_000), '长'.repeat(2_001), Array.from({ length: 300 }, () => 0)],
    ...[{ $gt: '' }, { length: -1 }, { toString: null }, { then: 1 }],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Texts a person might write, and what none would but PostgreSQL and browsers must bear. */
export const wording: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '邻里因排水沟改道发生争执',
    '井盖缺失',
    `'; drop table cases; --`,
    '<img src=x onerror=alert(1)>',
    '%_\\',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
)

/** Cases that were opened so far: what later inputs name. */
export const knownCases: string[] = []
/** The version that a case was last seen at by whoever asks with `latestVersion`. */
export const knownVersions = new Map<unknown, number>()
/** Stands for the version known of the case that is named. */
export const latestVersion = 999_999

/** Ids of commands that were sent before: some are sent again. */
const usedIds: string[] = []

const commandId = fc.nat().map(n => {
  const again = n % 12 === 0 ? usedIds[n % Math.max(1, usedIds.length)] : undefined
  if (again !== undefined) return again
  const fresh = v7()
  usedIds.push(fresh)
  return fresh
})

const caseId = fc.nat().map(n => knownCases[n % Math.max(1, knownCases.length)] ?? v7())
const areaCode = fc.constantFrom(
  ...[countyCode, townshipCode(1), townshipCode(2), villageCode(1, 1), villageCode(2, 3), gridCode(1, 1, 1)],
  ...[gridCode(3, 4, 2), '341222999', '999999'],
)
const moment = fc.oneof(
  fc
    .date({ min: new Date(Date.now() - 3_600_000), max: new Date(), noInvalidDate: true })
    .map(at => at.toISOString()),
  fc.constantFrom(
    ...['1970-01-01T00:00:00Z', '2100-01-01T00:00:00+14:00', '0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ...['9999-12-31T23:59:59-23:59', '2026-02-30T00:00:00Z', '2026-06-30T23:59:59.999999999Z'],
  ),
)
const unitId = fc.constantFrom(unitIds.force(1), unitIds.force(2), unitIds.civil, unitIds.village(1, 1), v7())
const [lon, lat] = insideGrid(1, 1, 1)

/** What is proper under a name, where a shape alone would hardly ever hit upon it. */
export const proper: Readonly<Record<string, Arbitrary<unknown>>> = {
  id: commandId,
  categoryCode: fc.constantFrom(...categories.map(({ code }) => code), '7777'),
  sourceCode: fc.constantFrom(...sources.map(({ code }) => code), '77'),
  areaCode,
  area: areaCode,
  parent: areaCode,
  code: areaCode,
  occurredAt: moment,
  dueAt: moment,
  at: moment,
  lon: fc.oneof(
    fc.constantFrom(lon, lat, 0, outsideCounty[0]),
    fc.double({ min: 115.6, max: 115.84, noNaN: true }),
  ),
  lat: fc.oneof(fc.constantFrom(lat, 0, outsideCounty[1]), fc.double({ min: 33.1, max: 33.26, noNaN: true })),
  seenVersion: fc.constantFrom(1, 2, 5, latestVersion, latestVersion, latestVersion),
  ownerUnitId: unitId,
  unit: unitId,
  media: fc.constantFrom([], [v7()]),
  account: fc.constantFrom('t3.wall', 't3.leader', 'nobody', 'county.leader', `' or 1=1`),
  status: fc.constantFrom('reported', 'accepted,assigned', 'closed', 'fresh'),
  level: fc.constantFrom('red', 'orange', 'yellow', 'blue'),
  openedFrom: fc.constantFrom('2026-01-01', '2026-02-30', '0000-00-00', '9999-12-31'),
  cursor: fc.oneof(fc.base64String({ maxLength: 80 }), fc.constant(`341222_${accountId('t1.duty')}`)),
}

/** In an address `id` names what is, rather than what is to be. */
export const properInAddress: typeof proper = {
  ...proper,
  id: fc.oneof({ weight: 9, arbitrary: caseId }, { weight: 1, arbitrary: commandId }),
}
