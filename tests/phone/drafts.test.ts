import { beforeAll, expect, it } from 'vitest'
import { aCameraPhoto } from '../builders/pictures.ts'
import { say } from '../builders/size.ts'
import { password } from '../builders/staff.ts'
import {
  aField,
  again,
  chooseKind,
  patient,
  pick,
  received,
  report,
  sendReport,
  tell,
  type FieldPhone,
} from './field.ts'

const field = aField()
let photo: Buffer
let phone: FieldPhone

/** Counts what a page gives its stores, in bytes: words as UTF-8, files as long as they are. */
function countWritten(): void {
  const sizeOf = (value: unknown): number => {
    if (value instanceof Blob) return value.size
    if (typeof value === 'string') return new TextEncoder().encode(value).length
    if (typeof value !== 'object' || value === null) return 8
    return Object.entries(value).reduce((sum, [key, part]) => sum + key.length + sizeOf(part), 0)
  }
  Object.assign(globalThis, { writtenB: 0 })
  const count = (value: unknown) => {
    const before: number = Reflect.get(globalThis, 'writtenB')
    Object.assign(globalThis, { writtenB: before + sizeOf(value) })
  }
  for (const name of ['put', 'add'] as const) {
    const write = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function (value, key) {
      count(value)
      return write.call(this, value, key)
    }
  }
  const setItem = Storage.prototype.setItem
  Storage.prototype.setItem = function (key, value) {
    count(value)
    setItem.call(this, key, value)
  }
}
const writtenB = () => phone.page.evaluate(() => Number(Reflect.get(globalThis, 'writtenB')))

beforeAll(async () => {
  photo = await aCameraPhoto()
  phone = await field.phone('t1v1g1', { before: countWritten })
})

it('writes words alone for each letter, and each photo once', async () => {
  const before = await writtenB()
  await pick(
    phone,
    [1, 2, 3, 4].map(n => ({ name: `IMG_000${n}.JPG`, bytes: photo })),
  )
  const photosB = (await writtenB()) - before
  const letters = '村委会东侧电线杆倾斜约三十度，暂无人员受伤，请速速派人来看。'.slice(0, 30)

  const start = await writtenB()
  await phone.page.getByLabel('情况说明').pressSequentially(letters)
  const typedB = (await writtenB()) - start

  say(
    `four photos picked: ${photosB} bytes written; ${[...letters].length} letters typed beside them: ${typedB} bytes`,
  )
  expect([...letters]).toHaveLength(30)
  expect(photosB).toBeGreaterThan(4 * 50_000)
  expect(typedB).toBeGreaterThan(0)
  expect(typedB).toBeLessThan(200_000)
})

it('brings words and photos back after a reload', async () => {
  await phone.page.reload()

  await expect.poll(() => phone.page.getByLabel('情况说明').inputValue(), patient).toMatch(/^村委会东侧/)
  expect(await phone.page.locator('.photos img').count()).toBe(4)
})

it('makes one case of a draft that two tabs hold, and loses the words of neither', async () => {
  const other = await phone.context.newPage()
  await other.goto(phone.page.url())
  await expect.poll(() => other.getByLabel('情况说明').inputValue(), patient).toMatch(/^村委会东侧/)

  await chooseKind(phone, 'ldsh', '路灯损坏')
  await sendReport(phone)
  await received(phone)
  await again(phone)
  await tell(phone, '第二件：井盖丢失。')
  await other.bringToFront()

  await expect.poll(() => other.getByLabel('情况说明').inputValue(), patient).toBe('第二件：井盖丢失。')
  await tell({ page: other }, '第二件：井盖丢失，已设围挡。')
  await phone.page.bringToFront()
  await expect
    .poll(() => phone.page.getByLabel('情况说明').inputValue(), patient)
    .toBe('第二件：井盖丢失，已设围挡。')
  await chooseKind(phone, 'ldsh', '路灯损坏')
  await sendReport(phone)
  await received(phone)

  await expect.poll(async () => (await field.casesOf(phone)).length, patient).toBe(2)
  await other.close()
})

it('shows another account on the same phone nothing of it, and keeps it for the first', async () => {
  const { page, context } = phone
  await again(phone)
  await context.setOffline(true)
  await report(phone, { text: '断网时写下、尚未发出的一件。' })
  await page.getByText('待发送').first().waitFor()
  await again(phone)
  await tell(phone, '只有我能看到的草稿。')
  await context.clearCookies()
  await context.setOffline(false)
  await page.goto(`${field.road().url}/login`)

  await signInAs('t1v1g2')
  expect(await page.getByLabel('情况说明').inputValue()).toBe('')
  await page.getByRole('link', { name: /^我的上报/ }).click()
  await page.getByText('还没有上报过事件').waitFor(patient)
  expect(await page.locator('article.queued').count()).toBe(0)

  await context.clearCookies()
  await page.goto(`${field.road().url}/login`)
  await signInAs('t1v1g1')
  await expect.poll(() => page.getByLabel('情况说明').inputValue(), patient).toBe('只有我能看到的草稿。')
  await expect.poll(async () => (await field.casesOf(phone)).length, patient).toBe(3)
})

async function signInAs(account: string): Promise<void> {
  const { page } = phone
  await page.locator('input[name="account"]').fill(account)
  await page.locator('input[name="password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/m/)
  await page.getByText('实时', { exact: true }).waitFor()
}
