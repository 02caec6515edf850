import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Whose word about the caller is believed: so many proxies before us, or those at certain addresses. */
export type TrustedProxies = { readonly hops: number } | { readonly networks: readonly string[] }

/** Longer ways through proxies than this are nobody's; what is written before is not looked at. */
const maxHops = 16
const loopbackNetworks = ['127.0.0.0/8', '::1'] as const

/**
 * The one spelling of an address, or undefined for what is none: ports, brackets and zones are taken off, IPv4 within
 * IPv6 (`::ffff:10.0.0.1`) becomes IPv4, IPv6 its short lower-case form.
 */
export function addressIn(text: string | undefined): string | undefined {
  const trimmed = text?.trim().toLowerCase() ?? ''
  const bare =
    /^\[([^\]]*)\](:\d{1,5})?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(trimmed)?.[1] ?? trimmed
  const zoneless = bare.split('%', 1)[0] ?? ''
  if (isIPv4(zoneless)) return zoneless
  if (!isIPv6(zoneless)) return undefined
  const short = new URL(`http://[${zoneless}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(short)
  if (!mapped) return short
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The network that one household or office has to itself: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [front = '', back] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(front), groups(back ?? '')]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const whole = back === undefined ? before : [...before, ...zeros, ...after]
  return `${whole.slice(0, 4).join(':')}::/64`
}

interface Network {
  readonly address: string
  readonly bits: number
  readonly family: 'ipv4' | 'ipv6'
}

function networkIn(text: string): Network | undefined {
  const [written = '', bitsText, ...more] = text.split('/')
  const address = isIP(written) === 0 ? undefined : addressIn(written)
  if (address === undefined || more.length > 0) return undefined
  const longest = isIPv4(address) ? 32 : 128
  const bits = bitsText === undefined ? longest : Number(bitsText)
  if (bitsText !== undefined && !/^\d{1,3}$/.test(bitsText)) return undefined
  return bits > longest ? undefined : { address, bits, family: isIPv4(address) ? 'ipv4' : 'ipv6' }
}

/** Reads a number of proxies, or a list of their addresses and networks; `undefined` for what is neither. */
export function trustedProxiesIn(text: string): TrustedProxies | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= maxHops ? { hops: Number(text) } : undefined
  const networks = text
    .split(',')
    .flatMap(part => (part.trim() === 'loopback' ? loopbackNetworks : [part.trim()]))
  return networks.every(network => networkIn(network)) ? { networks } : undefined
}

/** Whether what stands at an address, so many steps from us, is a proxy of ours. */
type IsTrusted = (address: string, step: number) => boolean

/** Compiles the setting once into the question that is asked of every address. */
export function trustOf(proxies: TrustedProxies | undefined): IsTrusted {
  if (!proxies) return () => false
  if ('hops' in proxies) return (_, step) => step < proxies.hops
  const list = new BlockList()
  for (const text of proxies.networks) {
    const network = networkIn(text)
    if (network) list.addSubnet(network.address, network.bits, network.family)
  }
  return (address, step) => step < maxHops && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

const entryBefore = (list: string, end: number): number => list.lastIndexOf(',', end - 1)

/**
 * The address of whoever speaks to the outermost proxy of ours. The list is read from the right, where our own proxies
 * write; whatever stands left of the first address that is none of theirs was sent by the caller and is believed in nothing.
 * An entry that is no address ends the reading: the proxy that let it through stands for its callers then.
 */
export function callerAddress(peer: string, forwardedFor: string | undefined, isTrusted: IsTrusted): string {
  let address = peer
  let end = forwardedFor?.length ?? 0
  for (let step = 0; forwardedFor !== undefined && end > 0 && isTrusted(address, step); step += 1) {
    const comma = entryBefore(forwardedFor, end)
    const written = addressIn(forwardedFor.slice(comma + 1, end))
    if (written === undefined) break
    address = written
    end = Math.max(comma, 0)
  }
  return address
}
