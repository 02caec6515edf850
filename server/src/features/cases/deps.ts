import type { CaseDetail, CaseTier } from '@shuniu/shared/cases'
import type { PendingFile } from '@shuniu/shared/uploads'
import type { Connections, Tx } from '../../platform/db/index.ts'
import type { Directory } from '../centres/index.ts'
import type { KeptCatalogue } from './catalogue/catalogue.job.ts'
import type { KeptPlaybooks } from './playbooks/playbooks.job.ts'
import type { Clocks } from '../clocks/index.ts'
import type { Places } from '../grids/index.ts'

/** A file as a report or move names it. */
export interface NamedFile {
  readonly uploadId: string
  readonly isHere: boolean
}

/** What cases ask of uploaded files. */
export interface Media {
  /**
   * Makes files that an account names its own, whether they are here, on their way or not heard of yet: how each stands,
   * or undefined when one is somebody else's.
   */
  readonly claim: (
    connections: Pick<Connections, 'pool'>,
    uploadIds: readonly string[],
    accountId: string,
  ) => Promise<readonly NamedFile[] | undefined>
  /** Those that are here, and those that are not, each in the order asked for. */
  readonly listed: (
    tx: Tx,
    uploadIds: readonly string[],
  ) => Promise<{
    readonly media: CaseDetail['media']
    readonly absent: readonly Pick<PendingFile, 'id' | 'refusal'>[]
  }>
}

/** What cases ask of the features below them. */
export interface CaseDeps {
  readonly clocks: Clocks
  readonly catalogue: KeptCatalogue
  readonly playbooks: KeptPlaybooks
  readonly places: Places
  readonly units: Directory
  readonly media: Media
}

const digits: Readonly<Record<CaseTier, number>> = { village: 12, township: 9, county: 6 }

/** Whether any centre answers for a place: a county on its way to its first report may have none yet. */
export const hasCentre = (units: Pick<Directory, 'centreOf'>, areaCode: string): boolean =>
  units.centreOf(areaCode) !== undefined

/**
 * The centre that answers for a place at a tier: the next above where there is none, the highest below where none is above,
 * as in a county whose own centre is not entered yet. Throws where `hasCentre` is false.
 */
export function centreFor(units: Directory, areaCode: string, tier: CaseTier): string {
  const centre =
    units.centreOf(areaCode.slice(0, digits[tier])) ??
    units.centreOf(areaCode.slice(0, digits.township)) ??
    units.centreOf(areaCode)
  if (centre === undefined) throw new Error(`no centre answers for ${areaCode}`)
  return centre
}

/** The centres of every tier that answer for a place. */
export const centresFor = (units: Directory, areaCode: string): Readonly<Record<CaseTier, string>> => ({
  village: centreFor(units, areaCode, 'village'),
  township: centreFor(units, areaCode, 'township'),
  county: centreFor(units, areaCode, 'county'),
})

/** Six digits. Throws while no county is stored: nothing can be reported then. */
export function countyOf(places: Pick<Places, 'countyCode'>): string {
  const code = places.countyCode()
  if (code === undefined) throw new Error('there is no county')
  return code
}
