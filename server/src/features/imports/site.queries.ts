import { shanghaiDay } from '@shuniu/shared/calendar'
import { accountsAlike, keptAccounts } from '../identity/index.ts'
import { areaNames, countyBounds, endedCodes } from '../grids/index.ts'
import { unitsNamed } from '../centres/index.ts'
import { nobody, readRoster } from '../staffing/index.ts'
import type { ImportRow } from './imports.repo.ts'
import type { CountySite } from './kinds/index.ts'
import type { ImportDeps } from './working.ts'

/** The kinds whose rows name units, and those that name persons. */
const namingUnits: readonly ImportRow['kind'][] = ['accounts', 'persons', 'appointments']
const namingPersons: readonly ImportRow['kind'][] = ['persons', 'appointments']

/** The county as it stands for rows of a kind. What the file itself names is added when it has been gone through. */
export async function readSite(
  { database, secrets, clock }: Pick<ImportDeps, 'database' | 'secrets' | 'clock'>,
  { kind, scope, system }: ImportRow,
): Promise<CountySite> {
  const names = await areaNames(database)
  const isOfAccounts = kind === 'accounts'
  const named = namingUnits.includes(kind) ? await unitsNamed(database, scope) : new Map<string, never>()
  const units = [...named.values()].flat()
  const unitIds = units.map(({ id }) => id)
  return {
    countyCode: [...names.keys()].find(code => code.length === 6),
    scope,
    areaNames: names,
    endedCodes: await endedCodes(database),
    unitsNamed: named,
    centresAt: new Map(units.flatMap(unit => (unit.kind === 'centre' ? [[unit.areaCode, unit]] : []))),
    roster: namingPersons.includes(kind) ? await readRoster(database, secrets) : nobody,
    today: shanghaiDay(clock.now()),
    accountsAlike: isOfAccounts ? await accountsAlike(database) : new Map(),
    keptAccounts: isOfAccounts ? await keptAccounts(database, { scope, unitIds }) : new Map(),
    bounds: kind === 'outlines' ? await countyBounds(database) : undefined,
    system: system ?? 'WGS84',
    codesNamed: kind === 'outlines' ? codesNamed(names) : new Map(),
    fileKeys: new Set(),
  }
}

function codesNamed(names: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>()
  for (const [code, name] of names) {
    const alike = codes.get(name)
    if (alike) alike.push(code)
    else codes.set(name, [code])
  }
  return codes
}
