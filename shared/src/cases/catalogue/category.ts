import type { Day } from '../../calendar/index.ts'
import type { CaseLevel } from './levels.ts'
import type { CategoryIcon } from './icons.ts'

/** One kind of case. Codes never change meaning: a kind is ended by `effectiveTo`, and a new one gets a new code. */
export interface Category {
  /** List A: two and four digits (`01`, `0101`). Event classes and their kinds: `E02`, `E0201`. */
  readonly code: string
  /** The code it is part of; null for an event class. */
  readonly parent: string | null
  readonly name: string
  /** At most six characters, for chips, charts and the wall. */
  readonly shortName: string
  /** Where the row comes from, with the mark of its certainty. */
  readonly source: string
  readonly icon: CategoryIcon
  /** 家暴、性侵、未成年人、举报人: seen by its named handlers only, never on a wall. Source: domain §5.3. */
  readonly sensitive: boolean
  /** What the report form proposes; the reporter and the duty officer decide. */
  readonly defaultLevel: CaseLevel
  /** 隐患、设施: the only kinds that need an after-photo to finish. Source: domain §5.7 (c), §3.3 row 22. */
  readonly photoAtClosing: boolean
  /** A grid member may settle it on the spot (自办自结) when it is blue. Source: domain §3.3 row 3. */
  readonly selfDone: boolean
  readonly effectiveFrom: Day
  readonly effectiveTo?: Day
}

type Traits = Partial<Omit<Category, 'code' | 'parent' | 'name' | 'shortName'>>

/** Code, name, short name, and what differs from its class. */
export type KindSeed = readonly [code: string, name: string, shortName: string, traits?: Traits]

export interface ClassSeed extends Traits {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly icon: CategoryIcon
  readonly kinds: readonly KindSeed[]
}

const ordinary = {
  sensitive: false,
  defaultLevel: 'blue',
  photoAtClosing: false,
  selfDone: false,
  effectiveFrom: '2000-01-01',
} as const

/** A class and its kinds as rows; a kind has its class's traits where it names none. */
export function rowsOf(seed: ClassSeed, parent: string | null, source: string): Category[] {
  const { kinds, ...named } = seed
  const top: Category = { ...ordinary, source, parent, ...named }
  const below = kinds.map(([code, name, shortName, traits]): Category => {
    return { ...top, ...traits, parent: top.code, code, name, shortName }
  })
  return [top, ...below]
}
