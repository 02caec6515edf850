import { shanghaiDay } from '@shuniu/shared/calendar'
import { grant } from '@shuniu/shared/kernel'
import {
  changeRungs,
  dropPush,
  listRungs,
  reachRefusals,
  receivePushed,
  seePushKey,
  seeReach,
  subscribePush,
  type RungSettings,
} from '@shuniu/shared/reach'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import type { Calendar } from '../calendar/index.ts'
import { addresseesOf } from './addressees.queries.ts'
import type { ChannelAdapter } from './channels/adapter.ts'
import { dingtalkChannel } from './channels/dingtalk.ts'
import { pushChannel } from './channels/push.ts'
import { smsChannel } from './channels/sms.ts'
import { wecomChannel } from './channels/wecom.ts'
import { proofsBy, pushCommandsOf, pushedDevices } from './push/push.commands.ts'
import { ladderRoundsOf } from './ladder.job.ts'
import { reachQueriesOf } from './reach.queries.ts'
import { reachFollower } from './reach.reactions.ts'
import { rungsCommandsOf } from './rungs/rungs.commands.ts'
import { listOfRungs, readStoredRungs } from './rungs/rungs.queries.ts'
import { laneOf } from './sending.job.ts'

/** What another process changed takes effect tomorrow at the earliest: so it is read in good time. */
const rereadMs = 30_000

/** The channels to people's numbers of which the settings say something. */
export function adaptersOf({ settings, clock }: Pick<Platform, 'settings' | 'clock'>): ChannelAdapter[] {
  const { dingtalk, wecom, sms } = settings.channels
  return [
    ...(dingtalk ? [dingtalkChannel(dingtalk, clock)] : []),
    ...(wecom ? [wecomChannel(wecom, clock)] : []),
    ...(sms ? [smsChannel(sms, clock)] : []),
  ]
}

/** The waits as they stand, read again now and then. */
function keptRungs({ database, log }: Pick<Platform, 'database' | 'log'>) {
  let rows: readonly RungSettings[] = []
  const reread = async (): Promise<void> => {
    rows = (await readStoredRungs(database)).map(({ settings }) => settings)
  }
  const job = jobOf(reread, { name: 'reach.reread', everyMs: rereadMs, log })
  return { rows: () => rows, reread, job }
}

/** Reach: that people are told of what they must do, by one channel after the other, until somebody has done it. */
export function reachFeature(
  platform: Platform,
  { calendar }: { readonly calendar: Calendar },
): ServerFeature {
  const { database, clock, live, log } = platform
  const secrets = secretsOf(platform.settings)
  const proofOf = proofsBy(secrets)
  const { push } = platform.settings.channels
  const adapters = [
    ...(push ? [pushChannel(push, { devices: pushedDevices(platform), proofOf })] : []),
    ...adaptersOf(platform),
  ]
  const { addressees, reachable } = addresseesOf({ secrets, adapters })
  const rungs = keptRungs(platform)
  const commands = rungsCommandsOf(platform)
  const pushing = pushCommandsOf({ ...platform, push, prove: proofOf })
  const queries = reachQueriesOf(platform)

  const lanes = adapters.map(adapter =>
    laneOf({ ...platform, addressees, failed: () => ladder.wake() }, adapter),
  )
  const filled = () => lanes.forEach(lane => lane.wake())
  const ladder = jobOf(
    ladderRoundsOf({ ...platform, rungs: rungs.rows, duty: calendar.duty, reachable, filled }),
    { name: 'reach.ladder', everyMs: 1_000, log },
  )
  live.follow(reachFollower(platform, () => ladder.wake()))
  const jobs = [ladder, ...lanes, rungs.job]

  return {
    name: 'reach',
    refusals: reachRefusals,
    bind: on => {
      on(seeReach, ({ params, actor }) => queries.see(params.id, actor))
      on(seePushKey, async () => grant({ key: push?.publicKey ?? null }))
      on(subscribePush, ({ body, actor, request }) => pushing.subscribe(body, actor, request.headers.cookie))
      on(dropPush, ({ body, actor }) => pushing.drop(body, actor))
      on.open(receivePushed, ({ body }) => pushing.receive(body))
      on(listRungs, async () => grant({ items: await listOfRungs(database, shanghaiDay(clock.now())) }))
      on(changeRungs, async ({ body, actor }) => {
        const changed = await commands.change(body, actor)
        if (changed.ok) await rungs.reread()
        return changed
      })
    },
    start: async () => {
      await rungs.reread()
      for (const job of jobs) job.start()
    },
    stop: async () => {
      await Promise.all(jobs.map(job => job.stop()))
    },
  }
}
