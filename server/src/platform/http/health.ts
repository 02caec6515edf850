import type { FastifyInstance } from 'fastify'

/** What has to hold for the process to be of use; one that does not hold answers false or throws. */
export type Checks = Readonly<Record<string, () => Promise<boolean> | boolean>>

const holds = async (check: Checks[string]): Promise<boolean> => {
  try {
    return await check()
  } catch {
    return false
  }
}

/** `live`: the process answers, do not restart it. `ready`: it can work, send it requests. */
export function tellHealth(http: FastifyInstance, checks: Checks): void {
  http.get('/api/health/live', { schema: { summary: '存活检查' } }, async () => ({ status: 'live' }))
  http.get('/api/health/ready', { schema: { summary: '就绪检查' } }, async (_, reply) => {
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
    )
    const isReady = found.every(([, holding]) => holding)
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'unready', checks: Object.fromEntries(found) })
  })
}
