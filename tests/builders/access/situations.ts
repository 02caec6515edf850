import type { CaseView } from '@shuniu/shared/cases'
import type { PostedReport } from '@shuniu/shared/reports'
import { gridCode, insideGrid } from '../county.ts'
import { aMove, moved, seen, takenOn, type CourseStep } from '../course.ts'
import type { People } from '../people.ts'
import { aReport, reported } from '../report.ts'
import { accountId, unitIds } from '../staff.ts'
import { upload } from '../uploads.ts'
import type { Secret } from './law.ts'

/** Words that stand in one case alone, each under the secret it is of. */
interface Canary {
  readonly secret: Secret
  readonly words: string
}

export interface Situation {
  readonly name: string
  readonly id: string
  readonly number: string
  readonly mediaId: string
  readonly isOwnName: boolean
  readonly canaries: readonly Canary[]
  /** What people may search for and must not find by what they are not told. */
  readonly searched: readonly Canary[]
}

const names = ['own', 'foreign', 'sensitive', 'wasOwn', 'becameSensitive', 'handedOn', 'ended'] as const
type SituationName = (typeof names)[number]

interface Planned {
  readonly by: string
  readonly township: 1 | 2
  readonly opened: string
  readonly accepted: string
  /** Reported as the account's own, and for nobody else. */
  readonly isOwnName: boolean
  readonly then: readonly CourseStep[]
}

const atWork = (t: 1 | 2): CourseStep[] => [
  [`t${t}.dispatcher`, 'assign', { ownerUnitId: unitIds.force(t), requirement: 'say requirement' }],
  [`t${t}.force`, 'sign'],
  [`t${t}.force`, 'start'],
  [`t${t}.force`, 'progress', { text: 'say progress' }],
]
const pressed: CourseStep[] = [
  ['t1.force', 'askExtension', { reason: 'say extension' }],
  ['t1.director', 'supervise', { text: 'say supervision' }],
  ['t1.leader', 'instruct', { text: 'say instruction' }],
]
const window = { by: 't1.duty', township: 1, isOwnName: false } as const

const plans: Readonly<Record<SituationName, Planned>> = {
  own: {
    by: 't1v1g2',
    township: 1,
    isOwnName: true,
    opened: '0201',
    accepted: '0201',
    then: [...atWork(1), ...pressed],
  },
  foreign: { ...window, by: 't2.duty', township: 2, opened: '0201', accepted: '0201', then: atWork(2) },
  sensitive: {
    by: 't1v2g1',
    township: 1,
    isOwnName: true,
    opened: 'E0205',
    accepted: 'E0205',
    then: [...atWork(1), ['t1.force', 'askExtension', { reason: 'say extension' }]],
  },
  wasOwn: {
    ...window,
    opened: '0201',
    accepted: '0201',
    then: [
      ...atWork(1),
      ['county.dispatcher', 'reassign', { ownerUnitId: unitIds.police, reason: 'say reassign' }],
      ['police', 'sign'],
    ],
  },
  becameSensitive: { ...window, opened: '0202', accepted: 'E0205', then: atWork(1) },
  handedOn: {
    ...window,
    opened: '0201',
    accepted: '0201',
    then: [
      ...atWork(1),
      ['t1.director', 'escalate', { done: 'say done', obstacle: 'say obstacle' }],
      ['county.duty', 'accept', { categoryCode: '0201', level: 'blue' }],
    ],
  },
  ended: {
    by: 't1v3g1',
    township: 1,
    isOwnName: true,
    opened: 'E0205',
    accepted: 'E0205',
    then: [['t1.duty', 'reject', { text: 'say reject' }]],
  },
}

/** `say x` in a step becomes words that no other case has. */
const spoken = (nth: number, differing: CourseStep[2] = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(differing).map(([key, value]) => [
      key,
      typeof value === 'string' && value.startsWith('say ')
        ? `zq${nth}${value.slice(4)}zq 一二三四五六`
        : value,
    ]),
  )

const saidBy = (nth: number, steps: readonly CourseStep[]): string[] =>
  steps.flatMap(([, , differing = {}]) =>
    Object.values(differing).flatMap(value =>
      typeof value === 'string' && value.startsWith('say ') ? [`zq${nth}${value.slice(4)}zq`] : [],
    ),
  )

interface FilledReport {
  readonly report: PostedReport
  readonly canaries: readonly Canary[]
  readonly searched: readonly Canary[]
}

function filledReport(nth: number, { township, opened, isOwnName, by }: Planned): FilledReport {
  const [lon, lat] = insideGrid(township, 1, 1)
  const position = { lon: Math.round((lon + 0.00137 * (nth + 1)) * 1e6) / 1e6, lat }
  const [text, placeText] = [`zq${nth}textzq 渠水`, `zq${nth}placezq`]
  const reporter = { name: `欧阳zq${nth}namezq`, phone: `1370000${1000 + nth}` }
  const words: Canary[] = [text.slice(0, -3), placeText].map(one => ({ secret: 'words', words: one }))
  const who: Canary[] = isOwnName
    ? [
        { secret: 'reporter', words: accountId(by) },
        { secret: 'reporter', words: `测试 ${by}` },
      ]
    : [reporter.name, reporter.phone].map(one => ({ secret: 'reporter', words: one }))
  const told = isOwnName ? text : `${text}，${reporter.name}，电话137-0000-${1000 + nth}`
  return {
    report: aReport({
      categoryCode: opened,
      text: told,
      placeText,
      position,
      level: 'blue',
      ...(!isOwnName && { reporter }),
    }),
    canaries: [...words, ...who, { secret: 'kind', words: String(position.lon) }],
    searched: [...words, ...(isOwnName ? [] : who)],
  }
}

async function made(as: People, name: SituationName, nth: number): Promise<Situation> {
  const plan = plans[name]
  const by = await as(plan.by)
  const mediaId = await upload(by)
  const { report, canaries, searched } = filledReport(nth, plan)
  const { caseId: id, caseNumber: number } = await reported(by, { ...report, media: [mediaId] })
  const desk = await as(`t${plan.township}.duty`)
  let at: CaseView = await seen(desk, id)
  if (name !== 'ended') at = await moved(desk, at, aMove('accept', at, acceptedAs(plan)))
  const steps = plan.then.map(([account, move, differing]): CourseStep => [
    account,
    move,
    spoken(nth, differing),
  ])
  await takenOn(as, at, ...steps)
  const said = saidBy(nth, plan.then).map((words): Canary => ({ secret: 'words', words }))
  return {
    name,
    id,
    number,
    mediaId,
    searched,
    isOwnName: plan.isOwnName,
    canaries: [...canaries, ...said],
  }
}

const acceptedAs = ({ accepted }: Planned) => ({ categoryCode: accepted, level: 'blue' })

/** One case in each situation, brought there by real moves, each with words of its own in every part that is filled in. */
export async function everySituation(as: People): Promise<readonly Situation[]> {
  const all: Situation[] = []
  for (const [nth, name] of names.entries()) all.push(await made(as, name, nth))
  return all
}

/** An account of each role and place that may meet these cases, or should not. */
export const askers: readonly string[] = [
  't1v1g1',
  't1v1g2',
  't1v1.officer',
  't1v1.secretary',
  't1v2g1',
  't1v3g1',
  't1.duty',
  't1.dispatcher',
  't1.director',
  't1.leader',
  't1.security',
  't1.wall',
  't1.force',
  't2.duty',
  't2.leader',
  'police',
  'civil',
  'county.duty',
  'county.dispatcher',
  'county.director',
  'county.leader',
  'county.supervisor',
  'county.admin',
  'county.security',
  'county.auditor',
  'county.wall',
]

export const firstGrid = gridCode(1, 1, 1)
