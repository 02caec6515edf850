import { refuse, type Result } from '@shuniu/shared/kernel'
import type { FastifyRequest } from 'fastify'
import { hashOf, tokenIn } from './cookie.ts'
import type { LivingSession, Remembered } from './remembered.ts'

/** Runs something with the living session of a request. Refuses: `session.none`. */
export type InSession = <T>(
  request: FastifyRequest,
  run: (session: LivingSession) => Promise<Result<T>>,
) => Promise<Result<T>>

export const inSessionOf =
  ({ of }: Pick<Remembered, 'of'>): InSession =>
  async (request, run) => {
    const token = tokenIn(request.headers.cookie)
    const session = token === undefined ? undefined : await of(hashOf(token))
    return session ? run(session) : refuse('session.none')
  }
