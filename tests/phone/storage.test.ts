import { expect, it } from 'vitest'
import { aPng } from '../builders/pictures.ts'
import { aField, again, patient, type FieldPhone, pick, received, report, shoot } from './field.ts'

const field = aField()
const png = { name: '现场.png', bytes: aPng({ width: 320, height: 200 }) }

/** Holds each connection to the phone's store that the page opens. */
function holdConnections(): void {
  const held: IDBDatabase[] = []
  Object.assign(globalThis, { held })
  const open = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (name, version) {
    const asked = open.call(this, name, version)
    asked.addEventListener('success', () => held.push(asked.result))
    return asked
  }
}
/** Closes them all, as the system does to a page in the background: the page is told nothing. */
const closeStores = ({ page }: FieldPhone) =>
  page.evaluate(() => {
    const held: IDBDatabase[] = Reflect.get(globalThis, 'held')
    held.forEach(one => one.close())
  })

function haveNoStore(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('a private window', 'SecurityError')
  }
}
const textsOf = async (phone: FieldPhone) => (await field.casesOf(phone)).map(({ id }) => id)
const refusedBeside = ({ page }: FieldPhone) => page.locator('article.refused').count()

it('goes on when the system has closed the store under the page', async () => {
  const phone = await field.phone('t1v1g1', { before: holdConnections })
  await pick(phone, [png])
  await closeStores(phone)
  await report(phone, { text: '系统关闭存储后的上报。' })
  await received(phone)
  await closeStores(phone)
  await again(phone)
  await report(phone, { text: '再次关闭后的上报。' })
  await received(phone)

  expect(await textsOf(phone)).toHaveLength(2)
  expect(await refusedBeside(phone)).toBe(0)
  await phone.context.close()
})

it('says that the phone is full, and sends from memory, once', async () => {
  const phone = await field.phone('t1v1g2', { quotaB: 1 })
  await phone.context.setOffline(true)
  await pick(phone, [png])
  await report(phone, { text: '存储已满时的上报。' })
  await phone.page.getByText('本机存储已满，内容只在本页中').waitFor(patient)
  await shoot(phone, 'full')

  await phone.context.setOffline(false)
  await received(phone)
  expect(await textsOf(phone)).toHaveLength(1)
  expect(await refusedBeside(phone)).toBe(0)
  await phone.context.close()
})

it('says that nothing is kept where the browser has no store, and sends from memory, once', async () => {
  const phone = await field.phone('t1v2g1', { before: haveNoStore })
  await phone.context.setOffline(true)
  await report(phone, { text: '无痕窗口中的上报。' })
  await phone.page.getByText('本机浏览器不保存内容').waitFor(patient)
  await phone.page.getByRole('button', { name: '立即重发' }).click()

  await phone.context.setOffline(false)
  await received(phone)
  expect(await textsOf(phone)).toHaveLength(1)
  expect(await refusedBeside(phone)).toBe(0)
})
