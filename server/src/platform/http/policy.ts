import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'
import type { Settings } from '../settings/index.ts'
import type { ReadArrival } from './arrival.ts'

type PolicySettings = Pick<Settings, 'tiandituKey'>

const tianditu = 'https://*.tianditu.gov.cn'
const yearS = 31_536_000

const directivesOf = ({ tiandituKey }: PolicySettings): Record<string, string[]> => {
  const outside = tiandituKey === undefined ? [] : [tianditu]
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'worker-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:', ...outside],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...outside],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'self'"],
  }
}

/**
 * What every reply forbids the browser. Over plain http on a county's network, browsers warn of, or break on, headers
 * meant for https: these are sent only where the page is served over https. `same-origin` keeps the Origin of plain forms.
 */
function policyOf(settings: PolicySettings, isSecure: boolean): HelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(settings) },
    strictTransportSecurity: isSecure && { maxAge: yearS, includeSubDomains: false },
    crossOriginOpenerPolicy: isSecure && { policy: 'same-origin' },
    originAgentCluster: isSecure,
    referrerPolicy: { policy: 'same-origin' },
  }
}

/** Sends the policy with every reply; its headers are worked out once for each scheme. */
export function applyPolicy(http: FastifyInstance, settings: PolicySettings, arrivalOf: ReadArrival): void {
  const plain = helmet(policyOf(settings, false))
  const secure = helmet(policyOf(settings, true))
  http.addHook('onRequest', ({ raw: request }, { raw: reply }, done) => {
    const apply = arrivalOf(request).isSecure ? secure : plain
    apply(request, reply, cause => done(cause instanceof Error ? cause : undefined))
  })
}
