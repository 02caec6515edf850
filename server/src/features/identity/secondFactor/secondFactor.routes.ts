import {
  beginSecondFactor,
  renewRecoveryCodes,
  seeSecondFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '@shuniu/shared/identity'
import { grant } from '@shuniu/shared/kernel'
import type { FastifyRequest } from 'fastify'
import type { On } from '../../../platform/routes/index.ts'
import { deviceTokenIn } from '../cookie.ts'
import type { LivingSession } from '../remembered.ts'
import type { InSession } from '../ownSession.ts'
import type { secondFactorCommands } from './secondFactor.commands.ts'

interface FactorRouteDeps {
  readonly factor: ReturnType<typeof secondFactorCommands>
  readonly inSession: InSession
}

const holderOf = (request: FastifyRequest, session: LivingSession) => ({
  session,
  deviceToken: deviceTokenIn(request.headers.cookie),
})

/** What people do with their own second factor. */
export function bindSecondFactor(on: On, { factor, inSession }: FactorRouteDeps): void {
  on(seeSecondFactor, ({ request }) => inSession(request, async session => grant(await factor.see(session))))
  on(beginSecondFactor, ({ request }) => inSession(request, session => factor.begin(session)))
  on(turnOnSecondFactor, ({ body, request }) =>
    inSession(request, async session => {
      const done = await factor.turnOn(body, holderOf(request, session))
      return done.ok ? grant({ codes: [...done.value] }) : done
    }),
  )
  on(turnOffSecondFactor, ({ body, request }) =>
    inSession(request, async session => {
      const done = await factor.turnOff(body, holderOf(request, session))
      return done.ok ? grant({ off: true }) : done
    }),
  )
  on(renewRecoveryCodes, ({ body, request }) =>
    inSession(request, async session => {
      const done = await factor.renewCodes(body, holderOf(request, session))
      return done.ok ? grant({ codes: [...done.value] }) : done
    }),
  )
}
