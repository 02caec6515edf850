import { describe, expect, it } from 'vitest'
import { addressIn, callerAddress, networkOf, trustedProxiesIn, trustOf } from './index.ts'

const trusting = (text: string) => trustOf(trustedProxiesIn(text))
const callerBy = (setting: string, peer: string, list: string | undefined) =>
  callerAddress(peer, list, trusting(setting))

describe('an address', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    [' 10.0.0.1 ', '10.0.0.1'],
    ['10.0.0.1:52114', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:0a00:0001', '10.0.0.1'],
    ['[::ffff:10.0.0.1]:80', '10.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', undefined],
    ['_hidden', undefined],
    ['', undefined],
    ['10.0.0.256', undefined],
    ['010.0.0.1', undefined],
    ['10.0.0.1, 10.0.0.2', undefined],
    ['::1::2', undefined],
    ['1'.repeat(5_000), undefined],
  ])('%j is %j', (text, address) => {
    expect(addressIn(text)).toBe(address)
  })

  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s stands in the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('the setting', () => {
  it.each([
    ['1', { hops: 1 }],
    ['3', { hops: 3 }],
    ['10.0.0.1', { networks: ['10.0.0.1'] }],
    ['10.0.0.0/8, fd00::/8', { networks: ['10.0.0.0/8', 'fd00::/8'] }],
    ['loopback', { networks: ['127.0.0.0/8', '::1'] }],
    ['true', undefined],
    ['-1', undefined],
    ['17', undefined],
    ['10.0.0.0/33', undefined],
    ['10.0.0.0/', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.1,', undefined],
    ['proxy.example', undefined],
  ])('%j is %j', (text, read) => {
    expect(trustedProxiesIn(text)).toEqual(read)
  })
})

describe('who calls', () => {
  it.each([
    ['nobody is trusted', '0', '9.9.9.9', '1.1.1.1', '9.9.9.9'],
    ['one proxy wrote the caller', '1', '10.0.0.1', '1.1.1.1', '1.1.1.1'],
    ['the caller forged what stands left of it', '1', '10.0.0.1', '6.6.6.6, 7.7.7.7, 1.1.1.1', '1.1.1.1'],
    ['two proxies', '2', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', '1.1.1.1'],
    ['fewer entries than proxies', '3', '10.0.0.1', '1.1.1.1', '1.1.1.1'],
    ['no list at all', '1', '10.0.0.1', undefined, '10.0.0.1'],
    ['an empty list', '1', '10.0.0.1', '', '10.0.0.1'],
    ['garbage where the proxy writes', '1', '10.0.0.1', '1.1.1.1, unknown', '10.0.0.1'],
    ['an entry left empty', '1', '10.0.0.1', '1.1.1.1,', '10.0.0.1'],
    ['proxies by network', '10.0.0.0/8', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.3.3.3', '1.1.1.1'],
    ['a caller who is none of the network', '10.0.0.0/8', '9.9.9.9', '1.1.1.1', '9.9.9.9'],
    ['a caller who names a proxy of ours', '10.0.0.0/8', '10.0.0.1', '10.0.0.7, 1.1.1.1', '1.1.1.1'],
    ['a proxy written as IPv6', '10.0.0.0/8', '10.0.0.1', '1.1.1.1, ::ffff:10.0.0.2', '1.1.1.1'],
    ['a caller of IPv6', 'fd00::/8', 'fd00::1', '2001:DB8::5, [fd00::2]:80', '2001:db8::5'],
  ])('with %s', (_, setting, peer, list, caller) => {
    expect(callerBy(setting, peer, list)).toBe(caller)
  })

  it('is found in a list of a hundred entries from the right alone', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => `6.6.6.${n}`).join(',')

    expect(callerBy('1', '10.0.0.1', hundred)).toBe('6.6.6.99')
    expect(callerBy('10.0.0.1', '10.0.0.1', `${hundred},1.1.1.1`)).toBe('1.1.1.1')
  })

  it('never by a list that is all our own proxies beyond sixteen steps', () => {
    const ours = Array.from({ length: 100 }, (_, n) => `10.0.0.${n}`).join(',')

    expect(callerBy('10.0.0.0/8', '10.1.0.1', ours)).toBe('10.0.0.84')
  })
})
