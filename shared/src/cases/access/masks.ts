import { typedKeys } from '../../kernel/index.ts'
import type { CaseFact } from '../model.ts'

/** The category that stands in for a sensitive case's own. */
export const sensitiveCategoryCode = 'E99'

/**
 * `common`: before whoever sees the case in full and is not to know who reported it · `wall`: where anybody may look ·
 * `masked`: of a sensitive case, that there is one, in which village, and how it stands.
 */
type Mask = 'common' | 'wall' | 'masked'

type FieldMask<K extends keyof CaseFact> = 'told' | Readonly<Partial<Record<Mask, CaseFact[K]>>>

/**
 * What each mask makes of each field of a case: `told` as it is, or what stands in its place. A new field does not compile
 * before it is said here who may be told of it. Source: design.md §4.6, §7; domain.md §5.3.
 */
const law = {
  id: 'told',
  number: 'told',
  status: 'told',
  level: 'told',
  categoryCode: { masked: sensitiveCategoryCode },
  kindNames: { masked: null },
  sourceCode: { masked: '99' },
  areaCode: 'told',
  gridCode: { masked: null },
  // It may be that of a grid.
  reportedIn: { masked: null },
  position: { masked: null },
  tier: 'told',
  ownerUnitId: 'told',
  coUnitIds: 'told',
  reporterId: { common: null, wall: null, masked: null },
  handlerIds: { wall: [], masked: [] },
  handledBy: { wall: [], masked: [] },
  version: 'told',
  openedAt: 'told',
  dueAt: 'told',
  yellowAt: 'told',
  orangeAt: 'told',
  stage: 'told',
  overdue: 'told',
  card: 'told',
  // Who answered is taken out of it below.
  alarm: 'told',
  // Which playbook it is tells the kind.
  playbook: { masked: null },
  incident: { masked: null },
  placeDoubt: { masked: false },
  clockDoubt: { masked: false },
  sensitive: 'told',
  selfFound: { masked: false },
  reworkCount: 'told',
  refuseCount: 'told',
  askCount: 'told',
  lastMove: 'told',
  updatedAt: 'told',
  closedAt: 'told',
  lateStages: 'told',
  steps: 'told',
  masterId: { masked: null },
  mergedCount: { masked: 0 },
  coUnits: 'told',
  // Who asked is taken out of it below; that it waits for a decision is how the case stands.
  extension: 'told',
  extensionCount: 'told',
  suspension: { masked: null },
  escalatedFrom: 'told',
  supervision: 'told',
  finding: { masked: null },
  urgeCount: 'told',
  reporterUrgedOn: { wall: null, masked: null },
  instructed: 'told',
  reopenCount: 'told',
  sampled: 'told',
  satisfaction: { masked: null },
} as const satisfies { readonly [K in keyof Required<CaseFact>]: FieldMask<K> }

function standInsOf(mask: Mask): Partial<CaseFact> {
  const rows = typedKeys(law).flatMap((key): [string, unknown][] => {
    const field: FieldMask<typeof key> = law[key]
    return field === 'told' || !(mask in field) ? [] : [[key, field[mask]]]
  })
  return Object.fromEntries(rows)
}

const standIns = {
  common: standInsOf('common'),
  wall: standInsOf('wall'),
  masked: standInsOf('masked'),
} as const

/** Attributes that name somebody at work, without the name. */
const nameless = ({ extension, alarm }: CaseFact): Partial<Pick<CaseFact, 'alarm' | 'extension'>> => ({
  extension: extension && { ...extension, askedById: null },
  ...(alarm && { alarm: { ...alarm, answeredById: null } }),
})

/** A sensitive case as those see it who may know only that it exists and how it stands. */
export const maskCase = <C extends CaseFact>(current: C): C => ({
  ...current,
  ...standIns.masked,
  ...nameless(current),
})

/** A case as a wall shows it: who reported it and who worked on it is nobody's business there. */
export const showCase = <C extends CaseFact>(seen: C): C => ({
  ...seen,
  ...standIns.wall,
  ...nameless(seen),
})

/** What stands in a case before those who see it in full and do not handle it. */
export const commonStandIns: Readonly<Partial<CaseFact>> = standIns.common

/** A case before those who see it in full and do not handle it: by whose account it was reported is not theirs to know. */
export const commonCase = <C extends CaseFact>(seen: C): C => ({ ...seen, ...commonStandIns })

/** What stands in facts for what they never tell. */
const untold = { masterId: null, mergedCount: 0 } as const satisfies Partial<CaseFact>

/**
 * A case as facts tell it: it names no other case, nor that any was merged into it, since not all who read this one may
 * read that.
 */
export const tellCase = <C extends CaseFact>(seen: C): C => ({ ...seen, ...untold })

/** Whether the case is told without what is masked of it. */
export const isMasked = ({
  sensitive,
  categoryCode,
}: Pick<CaseFact, 'sensitive' | 'categoryCode'>): boolean =>
  sensitive && categoryCode === sensitiveCategoryCode

/**
 * A case after a fact, for whoever knew it before: what no fact tells stays as it was known, unless the case is masked by
 * now, or stands as merged no more.
 */
export function heardCase(told: CaseFact, known: CaseFact | undefined): CaseFact {
  if (!known || isMasked(told)) return told
  const masterId = told.status === 'merged' ? known.masterId : null
  return { ...told, masterId, mergedCount: known.mergedCount }
}
