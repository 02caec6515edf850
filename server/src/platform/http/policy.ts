import type { FastifyHelmetOptions } from '@fastify/helmet'
import type { Settings } from '../settings/index.ts'

type PolicySettings = Pick<Settings, 'publicUrl' | 'tiandituKey'>

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
 * meant for https: these are sent only where `PUBLIC_URL` is https. `same-origin` keeps the Origin of plain forms.
 */
export function policyOf(settings: PolicySettings): FastifyHelmetOptions {
  const isSecure = settings.publicUrl?.protocol === 'https:'
  return {
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(settings) },
    strictTransportSecurity: isSecure && { maxAge: yearS, includeSubDomains: false },
    crossOriginOpenerPolicy: isSecure && { policy: 'same-origin' },
    originAgentCluster: isSecure,
    referrerPolicy: { policy: 'same-origin' },
  }
}
