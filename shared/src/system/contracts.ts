import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'

const Count = Type.Integer({ minimum: 0 })
const Bytes = Type.Integer({ minimum: 0 })

/** A process of the server that is alive. */
const LivingProcess = closed({
  id: Id,
  host: Type.String(),
  pid: Type.Integer(),
  startedAt: InstantText,
})

/** Whatever reads the stream and keeps something by it: how many facts it has still to take, and how many it could not. */
const FollowerState = closed({ name: Type.String(), behind: Count, parked: Count })

/** Work that this process does again and again. */
const JobState = closed({
  name: Type.String(),
  everyS: Type.Number(),
  /** When it was last done, well or not; null before the first time. */
  endedAt: nullable(InstantText),
  failures: Count,
  /** Its last time failed. */
  isFailing: Type.Boolean(),
})
export type JobState = Static<typeof JobState>

/** How the system stands, as one of its processes sees it. Sizes in bytes. */
export const SystemState = closed({
  at: InstantText,
  version: Type.String(),
  /** The process that answers, and the others on the same database. */
  processId: Id,
  processes: Type.Array(LivingProcess, { maxItems: 50 }),
  database: closed({
    kind: oneOf(['embedded', 'external'] as const),
    version: Type.String(),
    sizeB: Bytes,
    /** How long it took to answer, in milliseconds. */
    answeredInMs: Type.Number({ minimum: 0 }),
    /** How many changes of the schema it has seen. */
    migrations: Count,
  }),
  stream: closed({
    head: Count,
    /** Facts that have no number yet, and those that this process has not told yet. */
    unnumbered: Count,
    behind: Count,
    followers: Type.Array(FollowerState, { maxItems: 50 }),
  }),
  /** Redis, by which processes tell each other readings: none is set, it is reached, or it is away. */
  redis: oneOf(['none', 'reached', 'away'] as const),
  /** Live connections to this process. */
  sockets: Count,
  /** Of the data folder; `reservedB` is kept free of uploads. */
  disk: closed({ freeB: Bytes, totalB: Bytes, reservedB: Bytes }),
  /** Counted once a minute at most. */
  uploads: closed({ countedAt: InstantText, kept: Count, keptB: Bytes, arriving: Count }),
  jobs: Type.Array(JobState, { maxItems: 200 }),
  backup: closed({
    /** The last one that was made; null while none is known. */
    made: nullable(closed({ at: InstantText, sizeB: Bytes })),
    /** The last one that was not; null where there is none. */
    failed: nullable(closed({ at: InstantText, refusal: Type.String() })),
  }),
  /** Until when the certificate that the server itself shows is good; null where it shows none. */
  certificate: nullable(closed({ endsAt: InstantText })),
})
export type SystemState = Static<typeof SystemState>

export const seeSystem = contract({
  name: 'seeSystem',
  method: 'GET',
  path: '/system',
  summary: '系统运行状态',
  shape: { reply: SystemState },
  needs: 'county.manage',
  refuses: [],
})
