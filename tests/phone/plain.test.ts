import { expect, it } from 'vitest'
import { aField, shoot } from './field.ts'

const field = aField()

it('posts, is led to the receipt, and Back and again makes no second case', async () => {
  const phone = await field.phone('t1v1g1', { path: '/m/plain', script: false })
  const { page } = phone
  const asked: string[] = []
  await page.getByLabel('类别').waitFor()
  page.on('response', answer => {
    if (answer.url().includes('/m/plain')) asked.push(`${answer.request().method()} ${answer.status()}`)
  })

  await page.getByLabel('类别').selectOption('E0702')
  await page.getByLabel('情况').fill('简易页上报的路灯损坏。')
  await page.getByRole('button', { name: '上报' }).click()
  await page.getByText('已上报').first().waitFor()
  expect(asked).toEqual(['POST 303', 'GET 200'])
  await shoot(phone, 'plain')

  await page.goBack()
  const form = page.getByRole('button', { name: '上报', exact: true })
  if ((await form.count()) > 0) {
    await page.getByLabel('类别').selectOption('E0702')
    await page.getByLabel('情况').fill('简易页上报的路灯损坏。')
    await form.click()
    await page.getByText('已上报').first().waitFor()
  }
  await page.reload()

  expect(await field.casesOf(phone)).toHaveLength(1)
})
