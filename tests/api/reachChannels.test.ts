import { adaptersOf } from '@shuniu/server/features/reach'
import { readSettings, type Settings } from '@shuniu/server/platform/settings'
import { afterEach, describe, expect, it } from 'vitest'
import { testClock } from '../builders/clock.ts'
import {
  codedApp,
  dingtalkSpeaker,
  smsAccount,
  smsGateway,
  startOutside,
  wecomSpeaker,
  type CodedSpeaker,
  type OutsideAnswer,
  type OutsideService,
} from '../builders/outside.ts'

const clock = testClock()
const started: OutsideService[] = []
afterEach(async () => {
  for (const one of started.splice(0)) await one.close()
})

type Named = 'dingtalk' | 'wecom' | 'sms'

const channelsAt = ({ url }: OutsideService): Settings['channels'] => ({
  dingtalk: { url, appKey: codedApp.key, appSecret: codedApp.secret, agentId: codedApp.agentId },
  wecom: { url, corpId: codedApp.key, corpSecret: codedApp.secret, agentId: Number(codedApp.agentId) },
  sms: { url, ...smsAccount, template: undefined },
  push: undefined,
})

/** One channel against a service that answers so. */
async function against(named: Named, answer: OutsideAnswer) {
  const service = await startOutside(answer)
  started.push(service)
  const settings = { ...readSettings({ DATA_DIR: '.' }), channels: channelsAt(service) }
  const adapter = adaptersOf({ settings, clock }).find(({ channel }) => channel === named)
  if (!adapter) throw new Error(`no channel ${named}`)
  const send = (text = '请签收', mobile: string | undefined = '13800000001', key = 'key-1') =>
    adapter.send(
      { key, text, caseId: 'case', notificationId: 'notification', isUrgent: false },
      { accountId: 'somebody', mobile },
    )
  return { service, send }
}

const users = { '13800000001': 'zhang', '13800000002': 'li' }
const speakers = { dingtalk: dingtalkSpeaker, wecom: wecomSpeaker } as const
const saying = (code: number): OutsideAnswer => {
  const speaker = dingtalkSpeaker(users)
  const wecom = wecomSpeaker(users)
  return asked => {
    if (/asyncsend|message.send/.test(asked.path)) return { body: { errcode: code, errmsg: 'no' } }
    return (asked.path.startsWith('/cgi-bin') ? wecom : speaker).answer(asked)
  }
}

describe.each(['dingtalk', 'wecom'] as const)('%s', named => {
  const spoken = async (speaker: CodedSpeaker = speakers[named](users)) => ({
    speaker,
    ...(await against(named, speaker.answer)),
  })

  it('finds a person by their number and gives them the words, with one token for all', async () => {
    const { speaker, service, send } = await spoken()

    expect(await send('一')).toMatchObject({ is: 'sent' })
    expect(await send('二', '13800000002')).toMatchObject({ is: 'sent' })
    expect(await send('三')).toMatchObject({ is: 'sent' })

    expect(speaker.taken).toEqual([
      { to: 'zhang', text: '一' },
      { to: 'li', text: '二' },
      { to: 'zhang', text: '三' },
    ])
    expect(speaker.tokens()).toBe(1)
    // One token, two numbers asked for once each, three messages.
    expect(service.asked).toHaveLength(6)
  })

  it('takes a new token when the old one is refused, and sends once', async () => {
    const { speaker, send } = await spoken()
    await send('一')
    speaker.endToken()

    expect(await send('二')).toMatchObject({ is: 'sent' })

    expect(speaker.tokens()).toBe(2)
    expect(speaker.taken.map(({ text }) => text)).toEqual(['一', '二'])
  })

  it('takes a new token before the old one ends', async () => {
    const { speaker, send } = await spoken()
    await send('一')
    clock.moveOnS(7_150)

    await send('二')

    expect(speaker.tokens()).toBe(2)
  })

  it('those who need a token at the same time wait for the same', async () => {
    const { speaker, send } = await spoken()

    await Promise.all(['一', '二', '三'].map(text => send(text)))

    expect(speaker.tokens()).toBe(1)
    expect(speaker.taken).toHaveLength(3)
  })

  it('of a number that nobody has there gives up at once', async () => {
    const { send } = await spoken()

    expect(await send('一', '13900000000')).toEqual({ is: 'never', fault: 'nobody' })
  })

  it.each([
    [
      named === 'dingtalk' ? 88 : 45_009,
      { is: 'again', fault: `${named}.${named === 'dingtalk' ? 88 : 45_009}` },
    ],
    [-1, { is: 'again', fault: `${named}.-1` }],
    [40_003, { is: 'never', fault: `${named}.40003` }],
  ])('reads the code %d in a body of status 200', async (code, told) => {
    const { send } = await against(named, saying(code))

    expect(await send()).toEqual(told)
  })

  it('whose key is wrong is told no secret, and gives up', async () => {
    const { send } = await against(named, () => ({
      body: { errcode: 40_001, errmsg: 'app-secret is wrong' },
    }))

    expect(await send()).toEqual({ is: 'never', fault: `${named}.40001` })
  })

  it('sent again after a lost answer comes once', async () => {
    const speaker = speakers[named](users)
    const { service, send } = await spoken(speaker)
    service.answer(asked => {
      const told = speaker.answer(asked)
      return /asyncsend|message.send/.test(asked.path) ? 'cut' : told
    })

    expect(await send()).toEqual({ is: 'again', fault: 'unreachable' })
    service.answer(speaker.answer)
    expect(await send()).toMatchObject({ is: 'sent' })

    expect(speaker.taken).toHaveLength(1)
  })
})

it('a WeCom message whose addressee it may not write to is not taken for sent', async () => {
  const speaker = wecomSpeaker(users)
  const { send } = await against('wecom', asked =>
    asked.path === '/cgi-bin/message/send'
      ? { body: { errcode: 0, errmsg: 'ok', invaliduser: 'zhang' } }
      : speaker.answer(asked),
  )

  expect(await send()).toEqual({ is: 'never', fault: 'nobody' })
})

describe('the short-message gateway', () => {
  it('is asked under a signature, and takes the words', async () => {
    const gateway = smsGateway()
    const { send } = await against('sms', gateway.answer)

    expect(await send('请签收')).toEqual({ is: 'sent', reference: 'm1' })
    expect(gateway.taken).toEqual([{ to: '13800000001', text: '请签收' }])
  })

  it('sent again after a lost answer takes it once, and says that it has it', async () => {
    const gateway = smsGateway()
    const { service, send } = await against('sms', asked => {
      gateway.answer(asked)
      return 'cut'
    })

    expect(await send()).toEqual({ is: 'again', fault: 'unreachable' })
    service.answer(gateway.answer)
    expect(await send()).toEqual({ is: 'sent', reference: null })

    expect(gateway.taken).toHaveLength(1)
  })

  it.each([
    ['signature', { is: 'never', fault: 'sms.signature' }],
    ['busy', { is: 'again', fault: 'sms.busy' }],
    ['号码 13800000001 在黑名单', { is: 'never', fault: 'sms' }],
  ])('reads its word %s', async (code, told) => {
    const { send } = await against('sms', () => ({ body: { code } }))

    expect(await send()).toEqual(told)
  })
})

describe.each(['dingtalk', 'wecom', 'sms'] as const)('%s, whatever the other side does:', named => {
  it.each<[string, ReturnType<OutsideAnswer>, object]>([
    [
      'too many',
      { status: 429, headers: { 'retry-after': '17' }, body: '' },
      { fault: 'http.429', afterS: 17 },
    ],
    ['an error', { status: 502, body: '<html>' }, { fault: 'http.502' }],
    ['no JSON', { body: '<html>welcome</html>' }, { fault: 'garbled' }],
    ['another JSON', { body: [] }, { fault: 'garbled' }],
    ['a broken line', 'cut', { fault: 'unreachable' }],
    ['an answer without end', { body: 'x'.repeat(200_000) }, { fault: 'garbled' }],
  ])('%s is for another try', async (_, told, expected) => {
    const { send } = await against(named, () => told)

    expect(await send()).toEqual({ is: 'again', ...expected })
  })

  it('a refusal is final, and a redirect is one', async () => {
    const elsewhere = await startOutside(() => ({ body: { code: '0', errcode: 0 } }))
    started.push(elsewhere)
    const { send } = await against(named, () => ({
      status: 302,
      headers: { location: elsewhere.url.href },
      body: '',
    }))

    expect(await send()).toEqual({ is: 'never', fault: 'http.302' })
    expect(elsewhere.asked).toEqual([])
  })

  it('an answer that never comes is waited for so long and no longer', async () => {
    const { send } = await against(named, () => 'hang')
    const begun = performance.now()

    expect(await send()).toEqual({ is: 'again', fault: 'timeout' })
    expect(performance.now() - begun).toBeLessThan(8_000)
  })
})

describe('what is said of channels at start', () => {
  const read = (env: Record<string, string>) => () => readSettings({ DATA_DIR: '.', ...env })

  it('nothing is said of is not used', () => {
    expect(read({})().channels).toEqual({ dingtalk: undefined, wecom: undefined, sms: undefined })
    expect(adaptersOf({ settings: read({})(), clock })).toEqual([])
  })

  it.each([
    [{ SMS_URL: 'https://sms.example' }, /SMS_ACCOUNT, SMS_SECRET is missing/],
    [{ DINGTALK_APP_KEY: 'k' }, /DINGTALK_APP_SECRET, DINGTALK_AGENT_ID is missing/],
    [{ SMS_URL: 'ftp://sms', SMS_ACCOUNT: 'a', SMS_SECRET: 's' }, /SMS_URL must be an address/],
    [
      { WECOM_CORP_ID: 'c', WECOM_CORP_SECRET: 's', WECOM_AGENT_ID: 'x' },
      /WECOM_AGENT_ID must be the number/,
    ],
  ])('half is refused: %j', (env, message) => {
    expect(read(env)).toThrow(message)
    expect(read(env)).not.toThrow(/secret-value/)
  })
})
