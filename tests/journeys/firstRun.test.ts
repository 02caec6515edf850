import { readFile } from 'node:fs/promises'
import { taiheFolder } from '@shuniu/server/tools/county/read.ts'
import { seeReadiness } from '@shuniu/shared/readiness'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { anXlsx, textsIn } from '../builders/imports.ts'
import { launchForPages } from './chromium.ts'
import { pagesFolder, patient } from './office.ts'
import { complaintsOf, screens } from './shift.ts'

const [township, village] = ['341222100', '341222100001']
const password = 'river-lamp-window-2'
const offices = [
  { office: '系统管理员', account: 'xitong', name: '赵系统', phone: '13800000001' },
  { office: '安全管理员', account: 'anquan', name: '钱安全', phone: '13800000002' },
  { office: '审计管理员', account: 'shenji', name: '孙审计', phone: '13800000003' },
]
const people = { member: `g${village}001`, duty: 'chengguan.duty' }

let database: FreshDatabase
let running: RunningApp
let browser: Browser
let secrets: Map<string, string>
const complaints: (readonly string[])[] = []

beforeAll(async () => {
  database = await freshDatabase()
  ;[running, browser] = await Promise.all([startApp({ database, pagesFolder }), launchForPages()])
})
afterAll(async () => {
  await browser.close()
  await running.drop()
  await database.drop()
})

/** A browser in which nobody has signed in. */
async function aBrowser(screen: keyof typeof screens): Promise<Page> {
  const context = await browser.newContext({
    viewport: screens[screen],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  complaints.push(complaintsOf(page))
  return page
}

async function signIn(screen: keyof typeof screens, account: string, secret = password): Promise<Page> {
  const page = await aBrowser(screen)
  await page.goto(`${running.url}/login`)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(secret)
  await page.keyboard.press('Enter')
  await page.waitForURL(url => url.pathname !== '/login')
  return page
}

/** Signs in by what stands on the slip, and puts an own password in its place. */
async function signInBySlip(screen: keyof typeof screens, account: string): Promise<Page> {
  const secret = secrets.get(account) ?? ''
  const page = await signIn(screen, account, secret)
  await page.getByText('请先换成您自己的密码').waitFor()
  await page.getByLabel('当前密码').fill(secret)
  await page.locator('input[name="next"]').fill(password)
  await page.getByLabel('再输一次新密码').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(url => url.pathname.startsWith(screen === 'phone' ? '/m' : '/desk'))
  return page
}

interface Table {
  readonly kind: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly fresh: number
}

/** As an administrator does it: what it is of, the file, a trial, and yes. */
async function bring(page: Page, { kind, name, bytes, fresh }: Table): Promise<void> {
  await page.getByRole('button', { name: '新的导入' }).click()
  await page
    .locator('.kinds label')
    .filter({ has: page.getByText(kind, { exact: true }) })
    .click()
  await page
    .getByLabel('选择文件')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })
  await page.getByRole('button', { name: '试运行', exact: true }).click()
  await page.getByText(`新增 ${fresh} 行、变更 0 行、相同 0 行、错误 0 行`).waitFor()
  await page.getByRole('button', { name: /^正式导入/ }).click()
  await page.keyboard.press('Enter')
  await page.getByText(`已新增 ${fresh} 行`).waitFor()
}

it('whoever opens the console first is led to its setup, and three administrators stand', async () => {
  const page = await aBrowser('desk')
  await page.goto(running.url)
  await page.getByRole('heading', { name: '首次设置' }).waitFor()
  await page.getByLabel('设置码').fill((await running.app.setupCode()) ?? '')
  await page.getByLabel('县（区）代码').fill('341222')
  for (const { office, account, name, phone } of offices) {
    const group = page.getByRole('group', { name: office })
    await group.getByLabel('账号').fill(account)
    await group.getByLabel('姓名').fill(name)
    await group.getByLabel('电话').fill(phone)
    await group.getByLabel('密码', { exact: true }).fill(password)
    await group.getByLabel('再输一次密码').fill(password)
  }
  await page.keyboard.press('Enter')
  await page.getByText('三位管理员已设立').waitFor()
})

it('the system administrator brings divisions, grids and units, and the list says what lacks', async () => {
  const page = await signIn('desk', 'xitong')
  await page.goto(`${running.url}/admin/readiness`)
  await page.getByText('必办事项还差').waitFor()
  await page.goto(`${running.url}/admin/imports`)
  await bring(page, {
    kind: '区划',
    name: 'divisions.csv',
    bytes: new Uint8Array(await readFile(new URL('divisions.csv', taiheFolder))),
    fresh: 343,
  })
  await bring(page, {
    kind: '网格',
    name: '网格.xlsx',
    bytes: await anXlsx([
      ['网格编码', '网格名称', '户数', '人口'],
      [`${village}001`, '第1网格', 110, 380],
      [`${village}002`, '第2网格', 120, 410],
    ]),
    fresh: 2,
  })
  await bring(page, {
    kind: '单位',
    name: '单位.xlsx',
    bytes: await anXlsx([
      ['单位名称', '单位类型', '所属区划代码', '电话'],
      ['城关镇综治中心', '综治中心', township, '0558-8600000'],
      ['城关镇派出所', '乡镇力量', township, '0558-8600110'],
    ]),
    fresh: 2,
  })
  const administrator = await running.signIn('xitong', password)
  const counted = async () =>
    (await administrator.call(seeReadiness)).body.steps.map(({ step, have }) => [step, have])
  // What was brought is known to every part of the server a moment later.
  await expect.poll(counted, patient).toMatchObject([
    ['divisions', 342],
    ['outlines', 0],
    ['grids', 1],
    ['units', 1],
    ['persons', 0],
    ['desks', 0],
    ['members', 0],
    ['calendar', expect.anything()],
    ['walls', 0],
  ])
})

it('the security administrator brings accounts, and takes their slips once', async () => {
  const page = await signIn('desk', 'anquan')
  await page.goto(`${running.url}/admin/imports`)
  await bring(page, {
    kind: '账号',
    name: '账号.xlsx',
    bytes: await anXlsx([
      ['账号', '姓名', '岗位', '网格编码'],
      [people.member, '李网格', '网格员', `${village}001`],
      [people.duty, '周值班', '乡镇值班员', township],
    ]),
    fresh: 2,
  })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '领取一次性密码' }).click(),
  ])
  const file = await readFile(await download.path())
  const [, ...slips] = await textsIn(new Uint8Array(file).buffer)
  secrets = new Map(slips.map(([account = '', , secret = '']) => [account, secret]))
  expect([...secrets.keys()].sort()).toEqual([people.duty, people.member].sort())
  await page.getByRole('button', { name: '领取一次性密码' }).waitFor({ state: 'detached' })
})

it('a grid member signs in by the slip and reports, though nothing is drawn yet; the township takes the case on', async () => {
  const duty = await signInBySlip('desk', people.duty)
  await duty.getByText('实时', { exact: true }).waitFor()

  const phone = await signInBySlip('phone', people.member)
  await phone.getByLabel('情况说明').fill('村口路灯不亮，天黑后看不清路。')
  await phone.getByRole('button', { name: '选择类别' }).click()
  await phone.getByLabel('搜索类别').fill('ldsh')
  await phone.getByRole('button', { name: '路灯损坏' }).click()
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText('已收到').waitFor()

  await duty.locator('[data-case]').first().click()
  await duty.locator('.card').getByText('村口路灯不亮').first().waitFor()
  await duty.keyboard.press('F2')
  await duty.getByRole('button', { name: '确认受理' }).waitFor()
  await duty.keyboard.press('Enter')
  await phone.getByRole('link', { name: '我的上报' }).click()
  await phone.getByText('待派遣').first().waitFor()
  expect(complaints.flat()).toEqual([])
})
