import {
  changeAccountPost,
  createAccount,
  disableAccount,
  enableAccount,
  endAccountSessions,
  listAccounts,
  listAccountSessions,
  resetAccount,
  resetAccounts,
  seeSession,
  unlockAccount,
  type AccountView,
  type NewAccountBody,
} from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { accountId, unitIds } from '../builders/staff.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const county = () => as('county.security')
const township = () => as('t1.security')

type AccountListQuery = {
  q?: string
  role?: 'securityAdmin' | 'gridMember'
  area?: string
  state?: 'disabled' | 'locked' | 'mustChange'
  cursor?: string
  limit?: number
}
async function listed(query: AccountListQuery, by = county()): Promise<readonly AccountView[]> {
  const answer = await (await by).call(listAccounts, { query })
  if (answer.code !== undefined) throw new Error(answer.code)
  return answer.body.items
}
const named = (items: readonly AccountView[]) => items.map(({ account }) => account)
async function seenAs(account: string): Promise<AccountView> {
  const found = (await listed({ q: account })).find(one => one.account === account)
  if (!found) throw new Error(`no account ${account}`)
  return found
}
const command = (version: number) => ({ id: v7(), version, reason: '人事调整' })
const doing = async (account: string) => {
  const { id, version } = await seenAs(account)
  return { params: { id }, body: command(version) }
}

const input = (account: string, more: Partial<NewAccountBody> = {}): NewAccountBody => ({
  id: v7(),
  account,
  name: '欧阳新',
  role: 'townshipDuty',
  scope: townshipCode(1),
  unitId: unitIds.township(1),
  ...more,
})
async function made(body: NewAccountBody, by = county()) {
  return (await by).call(createAccount, { body })
}
async function aNewOne(account: string, more: Partial<NewAccountBody> = {}) {
  const answer = await made(input(account, more))
  if (answer.code !== undefined) throw new Error(answer.code)
  return answer.body
}

describe('GET /api/accounts', () => {
  it('lists them by division, and finds by account, name, initials, role and state', async () => {
    await aNewOne('find.me', { name: '诸葛寻' })

    expect(named(await listed({ q: 'FIND' }))).toEqual(['find.me'])
    expect(named(await listed({ q: '诸葛' }))).toEqual(['find.me'])
    expect(named(await listed({ q: 'zgx' }))).toEqual(['find.me'])
    expect(named(await listed({ role: 'securityAdmin', area: townshipCode(2) }))).toEqual(['t2.security'])
    expect(named(await listed({ state: 'mustChange', q: 'find' }))).toEqual(['find.me'])
  })

  it('goes on where a slice ended, and names nobody twice', async () => {
    const all = named(await listed({ area: townshipCode(1), limit: 200 }))
    const parts: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const query: AccountListQuery = {
        area: townshipCode(1),
        limit: 3,
        ...(next !== '' && { cursor: next }),
      }
      const answer = await (await county()).call(listAccounts, { query })
      if (answer.code !== undefined) throw new Error(answer.code)
      parts.push(...named(answer.body.items))
      next = answer.body.next
    }

    expect(parts).toEqual(all)
  })

  it('shows a township’s administrator its own people alone, and refuses those of another', async () => {
    const own = await listed({ limit: 200 }, township())
    const others = await (await township()).call(listAccounts, { query: { area: townshipCode(2) } })

    expect(own.every(({ scope }) => scope.startsWith(townshipCode(1)))).toBe(true)
    expect(others.code).toBe('area.notYours')
  })

  it('finds those who wait after wrong passwords', async () => {
    for (let n = 0; n < 6; n += 1) {
      await running.stranger.post('/api/session', { account: 't2.force', password: 'a-wrong-guess' })
    }

    expect(await listed({ state: 'locked' })).toMatchObject([{ account: 't2.force', isLocked: true }])
    const unlocked = await (await county()).call(unlockAccount, await doing('t2.force'))
    expect(unlocked.body).toMatchObject({ account: 't2.force', isLocked: false })
  })

  it('tells a telephone masked', async () => {
    await aNewOne('with.phone', { phone: '13812348000' })

    expect((await seenAs('with.phone')).phone).toBe('138****8000')
  })
})

describe('POST /api/accounts', () => {
  it('makes an account whose password is shown once and is to be changed', async () => {
    const { account, password } = await aNewOne('new.duty')
    const holder = await running.signIn('new.duty', password)

    expect(account).toMatchObject({ scope: townshipCode(1), mustChangePassword: true, version: 1 })
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
    expect((await holder.call(seeSession)).body).toMatchObject({ mustChangePassword: true })
  })

  it('answers the same command with the same password, and makes one account', async () => {
    const body = input('once.only')
    const [first, again] = [await made(body), await made(body)]
    const other = await made({ ...body, name: '别人' })

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(other.code).toBe('command.idTaken')
  })

  it('lets a township’s administrator make accounts of its own', async () => {
    const grid = { role: 'gridMember', scope: gridCode(1, 1, 1), unitId: unitIds.village(1, 1) } as const
    const answer = await made(input('t1.newcomer', grid), township())

    expect(answer.status).toBe(201)
  })

  it.each([
    ['t1.duty', {}, 'account.taken'],
    ['t1.dvty', { account: 'T1.Duty' }, 'account.confusable'],
    ['bad.scope', { scope: villageCode(1, 1) }, 'account.wrongScope'],
    ['no.scope', { scope: '341222999' }, 'account.unknownScope'],
    ['no.unit', { unitId: v7() }, 'account.wrongUnit'],
    ['needs.unit', { role: 'unitHandler', unitId: null }, 'account.wrongUnit'],
    ['no.phone', { role: 'auditAdmin', scope: '341222' }, 'account.phoneMissing'],
  ] as const)('refuses %s with %s', async (account, more, code) => {
    expect((await made(input(account, more))).code).toBe(code)
  })

  it.each([
    ['a county post', { role: 'countyDuty', scope: '341222' }, 'account.unknownScope'],
    ['another township’s post', { scope: townshipCode(2) }, 'account.unknownScope'],
    ['an administrator', { role: 'securityAdmin', phone: '13912348000' }, 'account.countysAlone'],
    [
      'a handler of the county’s police',
      { role: 'unitHandler', unitId: unitIds.police },
      'account.wrongUnit',
    ],
  ] as const)('refuses a township’s administrator to give %s', async (_, more, code) => {
    expect((await made(input('too.much', more), township())).code).toBe(code)
  })

  it('refuses to one person two of the three administrations', async () => {
    const who = { name: '三员甲', phone: '13700000001', scope: '341222', unitId: unitIds.county }
    await aNewOne('three.system', { ...who, role: 'systemAdmin' })
    const audit = await made(input('three.audit', { ...who, role: 'auditAdmin' }))
    const namesake = await made(input('three.other', { ...who, phone: '13700000002', role: 'auditAdmin' }))
    const twice = await made(input('three.again', { ...who, role: 'systemAdmin' }))

    expect(audit.code).toBe('account.samePerson')
    expect([namesake.status, twice.status]).toEqual([201, 201])
  })
})

describe('PUT /api/accounts/:id', () => {
  const post = { name: '调任者', role: 'townshipDispatcher', scope: townshipCode(1) } as const

  it('gives another post, ends the sessions held by the former one, and leaves before and after on record', async () => {
    const { account, password } = await aNewOne('moves.on')
    const holder = await running.signIn('moves.on', password)
    const body = { ...command(account.version), ...post, unitId: unitIds.township(1) }
    const changed = await (await county()).call(changeAccountPost, { params: { id: account.id }, body })

    expect(changed.body).toMatchObject({ role: 'townshipDispatcher', name: '调任者', version: 2 })
    expect((await holder.call(seeSession)).code).toBe('session.none')
    const { rows } = await running.database.pool.query(
      `select before, after, reason from acts where kind = 'account.changePost' and subject_id = $1`,
      [account.id],
    )
    expect(rows).toMatchObject([
      { before: { role: '乡镇值班员' }, after: { role: '乡镇调度员' }, reason: '人事调整' },
    ])
  })

  it('is done once for a command sent twice, and refused to whoever saw an older version', async () => {
    const { account } = await aNewOne('twice.moved')
    const body = { ...command(account.version), ...post, unitId: null }
    const asked = { params: { id: account.id }, body }
    const [first, again] = [
      await (await county()).call(changeAccountPost, asked),
      await (await county()).call(changeAccountPost, asked),
    ]
    const stale = await (await county()).call(changeAccountPost, { ...asked, body: { ...body, id: v7() } })

    expect(again.body).toEqual(first.body)
    expect(stale.code).toBe('account.stale')
  })

  it('refuses an administrator another role for oneself', async () => {
    const self = await seenAs('county.security')
    const body = { ...command(self.version), name: self.name, role: 'auditAdmin', scope: self.scope } as const
    const answer = await (
      await county()
    ).call(changeAccountPost, { params: { id: self.id }, body: { ...body, unitId: self.unitId } })

    expect(answer.code).toBe('account.own')
  })

  it('refuses to leave the county without an auditor', async () => {
    const { pool } = running.database
    await pool.query(`update accounts set disabled_at = now() where account = 'three.other'`)
    const auditor = await seenAs('county.auditor')
    const body = { ...command(auditor.version), name: '某人', role: 'countyDuty', scope: '341222' } as const
    const answer = await (
      await county()
    ).call(changeAccountPost, { params: { id: auditor.id }, body: { ...body, unitId: null } })

    expect(answer.code).toBe('account.lastAdministrator')
  })
})

describe('POST /api/accounts/:id/disable', () => {
  it('ends all and lets nobody in, until POST /api/accounts/:id/enable', async () => {
    const { password } = await aNewOne('leaves.soon')
    const holder = await running.signIn('leaves.soon', password)
    const gone = await (await county()).call(disableAccount, await doing('leaves.soon'))

    expect(gone.body).toMatchObject({ disabledAt: expect.any(String) })
    expect((await holder.call(seeSession)).code).toBe('session.none')
    await expect(running.signIn('leaves.soon', password)).rejects.toThrow('session.disabled')

    const back = await (await county()).call(enableAccount, await doing('leaves.soon'))
    expect(back.body).toMatchObject({ disabledAt: null })
    await expect(running.signIn('leaves.soon', password)).resolves.toBeDefined()
  })

  it('refuses the last security administrator to disable themselves, and not one of two', async () => {
    const last = await (await county()).call(disableAccount, await doing('county.security'))
    const phone = '13600000001'
    const { account, password } = await aNewOne('second.security', {
      role: 'securityAdmin',
      scope: '341222',
      phone,
    })
    const second = await running.signIn('second.security', password)
    await second.post('/api/session/password', { current: password, next: 'chosen-by-oneself-1' })
    const there = await running.signIn('second.security', 'chosen-by-oneself-1')
    const body = command((await seenAs('second.security')).version)
    const own = await there.call(disableAccount, { params: { id: account.id }, body })

    expect(last.code).toBe('account.lastAdministrator')
    expect(own.body).toMatchObject({ disabledAt: expect.any(String) })
  })

  it('refuses to restore whoever holds another administration by now', async () => {
    const who = { name: '复任者', phone: '13500000001', scope: '341222', unitId: null }
    await aNewOne('was.audit', { ...who, role: 'auditAdmin' })
    await (await county()).call(disableAccount, await doing('was.audit'))
    await aNewOne('is.system', { ...who, role: 'systemAdmin' })

    const answer = await (await county()).call(enableAccount, await doing('was.audit'))

    expect(answer.code).toBe('account.samePerson')
  })

  it('refuses a township’s administrator another township’s people, administrators, and those of the county’s units', async () => {
    const by = await township()
    const of = async (account: string) => (await by.call(disableAccount, await doing(account))).code
    await running.database.pool.query(`update accounts set unit_id = $1 where account = 't1.leader'`, [
      unitIds.police,
    ])

    expect(await of('t2.duty')).toBe('account.unknown')
    expect(await of('county.duty')).toBe('account.unknown')
    expect(await of('t1.leader')).toBe('account.countysAlone')
    expect((await by.call(disableAccount, { params: { id: v7() }, body: command(1) })).code).toBe(
      'account.unknown',
    )
  })
})

describe('POST /api/accounts/:id/reset', () => {
  it('sets a password that opens it once it is changed, the same for a command sent twice', async () => {
    await aNewOne('forgot.it')
    const asked = await doing('forgot.it')
    const [first, again] = [
      await (await county()).call(resetAccount, asked),
      await (await county()).call(resetAccount, asked),
    ]

    expect(again.body).toEqual(first.body)
    await expect(running.signIn('forgot.it', first.body.password)).resolves.toBeDefined()
  })

  it('refuses one’s own, and whoever saw an older version', async () => {
    const old = await doing('forgot.it')
    await (await county()).call(resetAccount, await doing('forgot.it'))

    expect((await (await county()).call(resetAccount, old)).code).toBe('account.stale')
    expect((await (await county()).call(resetAccount, await doing('county.security'))).code).toBe(
      'account.own',
    )
  })

  it('refuses to unlock what does not exist', async () => {
    expect(
      (await (await county()).call(unlockAccount, { params: { id: v7() }, body: command(1) })).code,
    ).toBe('account.unknown')
  })
})

describe('POST /api/accounts/slips', () => {
  it('sets several passwords anew, and passes over one’s own', async () => {
    const [one, two] = [await aNewOne('slip.one'), await aNewOne('slip.two')]
    const accountIds = [one.account.id, accountId('county.security'), two.account.id]
    const body = { id: v7(), accountIds, reason: '统一发放' }
    const answer = await (await county()).call(resetAccounts, { body })
    const again = await (await county()).call(resetAccounts, { body })

    expect(named(answer.body.items.map(({ account }) => account))).toEqual(['slip.one', 'slip.two'])
    expect(answer.body.refused).toEqual([{ id: accountId('county.security'), code: 'account.own' }])
    expect(again.body).toEqual(answer.body)
    await expect(running.signIn('slip.two', answer.body.items[1]?.password)).resolves.toBeDefined()
  })

  it('is refused to whoever administers no accounts', async () => {
    const body = { id: v7(), accountIds: [accountId('t1.duty')], reason: '越权' }

    expect((await (await as('county.admin')).call(resetAccounts, { body })).code).toBe('permission.missing')
  })
})

describe('the sessions of an account', () => {
  it('are listed, and ended one by one or all', async () => {
    const { account, password } = await aNewOne('many.places')
    const [here, there] = [
      await running.signIn('many.places', password),
      await running.signIn('many.places', password),
    ]
    const by = await county()
    const list = () => by.call(listAccountSessions, { params: { id: account.id }, query: {} })
    const { items } = (await list()).body
    const ending = (session: string) =>
      by.call(endAccountSessions, { params: { id: account.id }, body: { session, reason: '手机遗失' } })

    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([false, false])
    expect((await ending(items[0]?.id ?? '')).body).toEqual({ ended: true })
    expect((await ending(items[0]?.id ?? '')).code).toBe('session.unknown')
    expect((await list()).body.items).toHaveLength(1)
    expect((await ending('all')).body).toEqual({ ended: true })
    expect([(await here.call(seeSession)).code, (await there.call(seeSession)).code]).toEqual([
      'session.none',
      'session.none',
    ])
  })

  it('POST /api/accounts/:id/sessions/end refuses one’s own', async () => {
    const params = { id: accountId('county.security') }
    const body = { session: 'all', reason: '自己' } as const

    expect((await (await county()).call(endAccountSessions, { params, body })).code).toBe('account.own')
  })

  it('are refused to a township’s administrator of whoever is not its own', async () => {
    const asked = { params: { id: accountId('t2.duty') }, query: {} }
    expect((await (await township()).call(listAccountSessions, asked)).code).toBe('account.unknown')
  })
})
