import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { anOffice } from './office.ts'

const office = anOffice()

const own = { name: '摆摊堵路', synonym: '堵', parent: '占道经营' }

/** Opens what can be done with a kind, found by what is typed. */
async function openKind(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: '查找类目' }).fill(typed)
  await page.getByRole('table').getByRole('button', { name, exact: true }).click()
}

async function confirm(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('依据').fill('县综治委〔2026〕7号')
  await sheet.getByRole('button', { name: '查看影响' }).click()
  await sheet.getByRole('heading', { name: '影响' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await sheet.waitFor({ state: 'detached' })
}

/** Picks a kind in the report form by a word, which leads to it. */
async function pickKind(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^(选择类别|类别：)/ }).click()
  await page.getByLabel('搜索类别').fill(typed)
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
}

it('lets a county add a kind with a word for it, and a phone that was open report by that word', async () => {
  const { page: phone } = await office.sit('t1v1g1', 'phone')
  await phone.getByLabel('情况说明').fill('集市摆摊把路堵了')
  const { page: admin } = await office.sit('county.director')
  await admin.goto(new URL('/admin/catalogue', admin.url()).href)
  await openKind(admin, 'zdjy', own.parent)
  await admin.getByRole('button', { name: '增设下级类目' }).click()
  const sheet = admin.getByRole('dialog')
  await sheet.getByLabel('名称').fill(own.name)
  await sheet.getByLabel('简称').fill(own.name)
  await sheet.getByLabel('同义词').fill(`${own.synonym}、占路`)
  await confirm(admin)
  await admin.getByRole('region', { name: '调整记录' }).getByText(`增设“${own.name}”`).waitFor()

  await pickKind(phone, own.synonym, own.name)
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText('已收到').waitFor()
  const { page: desk } = await office.sit('t1.duty')
  await desk.getByText(own.name).first().waitFor()

  expect(office.complaints()).toEqual([])
})

it('tells a phone whose form was open what to choose once the kind has ended, and loses nothing', async () => {
  const { page: phone } = await office.sit('t1v1g1', 'phone')
  const { page: admin } = await office.sit('county.director')
  await phone.getByRole('button', { name: '再报一件' }).click()
  await phone.getByLabel('情况说明').fill('又有摊位占道')
  await pickKind(phone, own.synonym, own.name)
  await openKind(admin, own.synonym, own.name)
  await admin.getByRole('button', { name: '停用', exact: true }).click()
  const instead = admin.getByRole('dialog').getByRole('combobox', { name: '改用' })
  await instead.click()
  await instead.fill('占道')
  await admin.keyboard.press('Enter')
  await confirm(admin)

  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText(`“${own.name}”已停用，请改选“${own.parent}”。`).waitFor()
  await phone.getByText('又有摊位占道').first().waitFor()

  expect(office.complaints().filter(told => !told.includes('409'))).toEqual([])
})
