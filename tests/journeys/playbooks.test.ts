import { beforeAll, expect, it } from 'vitest'
import { anOffice, openOnPhone, patient, press, submit, write, type KnownCase } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let leak: KnownCase
let desk: Seat
let other: Seat

const playbook = ({ page }: Seat) => page.locator('[data-playbook]')
const step = (seat: Seat, code: string) => playbook(seat).locator(`[data-step="${code}"]`)
const incident = ({ page }: Seat) => page.locator('[data-incident]')

beforeAll(async () => {
  leak = await office.reported({
    level: 'red',
    categoryCode: 'E0508',
    text: '小区三号楼楼道有燃气味，很浓。',
  })
  desk = await office.atDesk('t1.duty', leak)
  await press(desk, 'accept')
  await submit(desk)
})

it('opens by its key, says whom to ring, and two steps are ticked by Enter', async () => {
  const { page } = desk
  await playbook(desk).getByText('燃气泄漏处置预案').waitFor()
  expect(await playbook(desk).locator('[data-step]').count()).toBe(0)

  await page.keyboard.press('q')
  await page.locator('[data-step="askCaller"] [data-tick]:focus').waitFor()
  expect(await playbook(desk).getByRole('link', { name: '消防救援 119 119' }).getAttribute('href')).toBe(
    'tel:119',
  )
  await page.keyboard.press('Enter')
  await page.locator('[data-step="askCaller"][data-ticked="done"]').waitFor()
  await page.locator('[data-step="callGas"] [data-tick]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[data-step="callGas"][data-ticked="done"]').waitFor()

  expect(await playbook(desk).locator('header').textContent()).toContain('已办 2 / 10 步')
})

it('shows a second desk who ticked what and when, and what that ticks in turn', async () => {
  other = await office.atDesk('t1.dispatcher', leak)
  await playbook(other).waitFor()
  await other.page.keyboard.press('q')
  await expect
    .poll(() => step(other, 'askCaller').textContent(), patient)
    .toMatch(/测试 t1\.duty \d\d:\d\d 已办/)
  await step(other, 'cordon').getByRole('button', { name: '无需办理' }).click()
  await other.page.getByLabel('原因').fill('消防已设警戒')
  await other.page.keyboard.press('Enter')

  await expect
    .poll(() => step(desk, 'cordon').textContent(), patient)
    .toMatch(/测试 t1\.dispatcher \d\d:\d\d 记为无需办理.*消防已设警戒/)
  await expect.poll(() => desk.page.locator('.timeline').textContent(), patient).toContain('预案步骤')
})

it('is ticked by the unit on its phone, who finds there whom to ring', async () => {
  const gas = await office.handled({
    level: 'orange',
    categoryCode: 'E0508',
    text: '二号楼灶间闻到燃气味。',
  })
  const phone = await office.sit('t1.force', 'phone')
  await openOnPhone(phone, gas, 'open')
  await playbook(phone).getByRole('button', { name: '展开' }).click()
  expect(await playbook(phone).getByRole('link', { name: '消防救援 119 119' }).getAttribute('href')).toBe(
    'tel:119',
  )
  await step(phone, 'cordon').locator('[data-tick]').click()
  await phone.page.locator('[data-step="cordon"][data-ticked="done"]').waitFor(patient)

  const watching = await office.atDesk('t1.dispatcher', gas)
  await playbook(watching).waitFor()
  await watching.page.keyboard.press('q')
  await expect
    .poll(() => step(watching, 'cordon').textContent(), patient)
    .toMatch(/测试 t1\.force \d\d:\d\d 已办/)
})

it('is reported to those above: by telephone, drafted from the record, signed by who leads the township', async () => {
  const { page } = desk
  expect(await incident(desk).locator('[data-owed="call"]').textContent()).toContain('未报')
  await page.locator('[data-incident-move="callIncident"]').click()
  await submit(desk)
  await expect
    .poll(() => incident(desk).locator('[data-owed="call"]').textContent(), patient)
    .toMatch(/测试 t1\.duty \d\d:\d\d 报/)

  await page.locator('[data-incident-move="draftIncident"]').click()
  const text = page.getByRole('textbox', { name: '正文' })
  await expect.poll(() => text.inputValue(), patient).toContain('楼道有燃气味')
  expect(await text.inputValue()).toContain('通知燃气企业抢修')
  await write(page, '正文', `${await text.inputValue()}\n已疏散 42 人。`)
  await submit(desk)
  await incident(desk).getByText('待签发').waitFor()

  const leader = await office.atDesk('t1.director', leak)
  await leader.page.locator('[data-incident-move="signIncident"]').click()
  const signed = leader.page.getByRole('textbox', { name: '正文' })
  await expect.poll(() => signed.inputValue(), patient).toContain('已疏散 42 人。')
  await submit(leader)
  await incident(desk).locator('[data-print]').waitFor(patient)
  expect(await incident(desk).locator('[data-owed="writing"]').textContent()).toMatch(
    /签发 ZB341222-\d{8}-\d{4}/,
  )
})

it('is printed word for word, under its number, with who signed it', async () => {
  const { page } = desk
  await incident(desk).locator('[data-print]').click()
  const sheet = page.locator('article[data-document="incidentFirst"]')
  await sheet.getByText('已疏散 42 人。').waitFor()
  await page.emulateMedia({ media: 'print' })
  const printed = await page.evaluate(() => document.body.innerText)
  await page.emulateMedia({ media: 'screen' })

  expect(printed).toMatch(/ZB341222-\d{8}-\d{4}/)
  for (const said of ['突发事件信息专报', '测试 t1.director', '测试 t1.duty']) expect(printed).toContain(said)
  for (const chrome of ['调度台', '事件队列']) expect(printed).not.toContain(chrome)
  await page.keyboard.press('Escape')
})

it('is edited by the county’s administrator from today on, after a look at what that touches', async () => {
  const admin = await office.sit('county.director')
  const { page } = admin
  await page.goto(`${new URL(page.url()).origin}/admin/playbooks`)
  await page.locator('[data-playbook-code="drowning"] summary').click()
  await page.locator('[data-playbook-code="drowning"] [data-act="change"]').click()
  const steps = page.getByRole('textbox', { name: '步骤' })
  await steps.fill(`${await steps.inputValue()}\n向水域管理单位通报（30 分钟内）`)
  await page.getByRole('textbox', { name: '调整依据' }).fill('县应急〔2026〕3号')
  await page.getByRole('button', { name: '查看影响' }).click()
  await page.getByText('新增步骤').waitFor()
  await page.getByRole('button', { name: '确定' }).click()
  await page.locator('[data-line]').first().getByText('已生效').waitFor(patient)
  expect(await page.locator('[data-playbook-code="drowning"] summary').textContent()).toContain('共 11 步')
})

it('tells no error on any console', () => {
  expect(office.complaints()).toEqual([])
})
