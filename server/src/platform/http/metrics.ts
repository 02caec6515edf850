import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'

const seconds = new Histogram({
  name: 'shuniu_http_request_seconds',
  help: 'Time from request to reply, by route and status',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})
let hasDefaults = false

/** Times every reply, and shows at `/metrics` what all parts of the process measure. */
export function measureRequests(http: FastifyInstance): void {
  if (!hasDefaults) collectDefaultMetrics()
  hasDefaults = true
  http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime },
      'replied',
    )
  })
  http.get('/metrics', { schema: { hide: true } }, async (_, reply) =>
    reply.type(register.contentType).send(await register.metrics()),
  )
}
