import { shanghaiDay } from '../calendar/index.ts'
import type { CaseLevel } from '../cases/index.ts'
import { toMs, type Instant } from '../kernel/index.ts'
import type { ReachTask } from './model.ts'

/** What a message is made of: nothing of any resident, no address below the village, no word of a report. Source: domain.md §5.3. */
export interface MessageParts {
  readonly task: ReachTask
  readonly level: CaseLevel
  readonly number: string
  /** Village and kind, as titles name them; of a sensitive case that it is one. */
  readonly title: string
  /** When it was dispatched or began to call: two messages of one day are never the same. */
  readonly since: Instant
  /** Until when it is to be done; null where no limit is shown. */
  readonly dueAt: Instant | null
}

const levelWords: Readonly<Record<CaseLevel, string>> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' }
const taskWords: Readonly<Record<ReachTask, readonly [state: string, what: string]>> = {
  sign: ['派到您单位', '签收'],
  accept: ['待受理', '受理'],
}

const eastMs = 8 * 3_600_000
const clockText = (at: Instant): string => new Date(toMs(at) + eastMs).toISOString().slice(11, 16)

/** 14:05 today, 11-25 14:05 on another day than the message's own. */
const dueText = (dueAt: Instant, since: Instant): string =>
  shanghaiDay(dueAt) === shanghaiDay(since)
    ? clockText(dueAt)
    : `${shanghaiDay(dueAt).slice(5)} ${clockText(dueAt)}`

/** The words of a notice, the same for every channel and every repetition. */
export function messageOf({ task, level, number, title, since, dueAt }: MessageParts): string {
  const [state, what] = taskWords[task]
  const until = dueAt === null ? '请尽快' : `请于 ${dueText(dueAt, since)} 前`
  return `【综治枢纽】${levelWords[level]}色事件 ${clockText(since)} ${state}：${title}，编号 ${number}。${until}登录系统${what}。`
}
