import {
  askToBeWall,
  enrolWall,
  enrolWallAgain,
  listWalls,
  renameWall,
  revokeWall,
  type AccountChangeBody,
} from '@shuniu/shared/identity'
import { grant, type Result } from '@shuniu/shared/kernel'
import type { HttpExchange, On } from '../../../platform/routes/index.ts'
import type { MeantAccount } from '../accounts/change.commands.ts'
import type { sessionCookiesOf } from '../sessionCookies.ts'
import type { Remembered } from '../remembered.ts'
import type { askingCommands } from './asking.commands.ts'
import type { wallCommands, WallCommandDeps } from './walls.commands.ts'
import type { wallQueries } from './walls.queries.ts'

export interface WallRouteDeps {
  readonly asking: Pick<ReturnType<typeof askingCommands>, 'ask'>
  readonly commandsOf: (who: Pick<WallCommandDeps, 'actor' | 'network'>) => ReturnType<typeof wallCommands>
  readonly queries: ReturnType<typeof wallQueries>
  readonly remembered: Pick<Remembered, 'checkAnew'>
}

const meant = ({ id }: { id: string }, { version }: AccountChangeBody): MeantAccount => ({
  accountId: id,
  version,
})
const why = ({ id, reason }: AccountChangeBody) => ({ command: id, reason })

/** What a screen asks that is to be a wall, and what administrators do with walls. */
export function bindWalls(
  on: On,
  { asking, commandsOf, queries, remembered }: WallRouteDeps,
  cookies: ReturnType<typeof sessionCookiesOf>,
): void {
  on.open(askToBeWall, async ({ request, reply }) => {
    const answer = await asking.ask(cookies.askingOf(request))
    if (!answer.ok) return answer
    const { told, secret } = answer.value
    if (told.state === 'waiting') cookies.setWall({ request, reply }, secret)
    else cookies.seatWall({ request, reply }, secret)
    return grant(told)
  })

  const by = ({ request, actor }: Pick<HttpExchange, 'request'> & Pick<WallCommandDeps, 'actor'>) =>
    commandsOf({ actor, network: cookies.whenceOf(request).network })
  /** Sessions that ended are noticed here at once, and by every other process within half a second. */
  async function told<T>(doing: Promise<Result<T>>): Promise<Result<T>> {
    const done = await doing
    if (done.ok) await remembered.checkAnew()
    return done
  }

  on(listWalls, async ({ query, actor }) => grant(await queries.list(query, actor)))
  on(enrolWall, asked => by(asked).enrol(asked.body))
  on(enrolWallAgain, asked =>
    told(by(asked).enrolAgain(meant(asked.params, asked.body), asked.body.code, why(asked.body))),
  )
  on(renameWall, asked =>
    told(by(asked).rename(meant(asked.params, asked.body), asked.body.name, why(asked.body))),
  )
  on(revokeWall, asked => told(by(asked).revoke(meant(asked.params, asked.body), why(asked.body))))
}
