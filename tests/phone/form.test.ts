import { beforeAll, expect, it } from 'vitest'
import { broughtTo } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'
import { aPng } from '../builders/pictures.ts'
import { aReport } from '../builders/report.ts'
import { aPhoto } from '../builders/uploads.ts'
import { openOnPhone, press } from '../journeys/office.ts'
import {
  aField,
  again,
  chooseKind,
  patient,
  type FieldPhone,
  pick,
  received,
  report,
  sendReport,
  shoot,
  tell,
} from './field.ts'

const field = aField()
let phone: FieldPhone

beforeAll(async () => {
  phone = await field.phone('t1v1g1')
})

it('brings a field that is missing above the screen into sight, with its sentence', async () => {
  const { page } = phone
  await page.setViewportSize({ width: 390, height: 500 })
  await tell(phone, '桥面护栏缺失。')
  await page.locator('.content').evaluate(content => content.scrollTo(0, content.scrollHeight))
  const category = page.getByRole('button', { name: '选择类别' })
  await expect.poll(() => isInSight('选择类别'), patient).toBe(false)

  await sendReport(phone)

  await page.getByText('请选择类别。').waitFor()
  await expect.poll(() => isInSight('选择类别'), patient).toBe(true)
  await expect.poll(() => category.evaluate(one => one === document.activeElement), patient).toBe(true)
  await page.getByText('还差：类别').waitFor()
  await shoot(phone, 'missing')
  await page.setViewportSize({ width: 390, height: 844 })
})

const isInSight = (name: string): Promise<boolean> =>
  phone.page.getByRole('button', { name }).evaluate(one => {
    const { top, bottom } = one.getBoundingClientRect()
    const { top: from, bottom: to } = one.closest('.content')?.getBoundingClientRect() ?? {
      top: 0,
      bottom: 0,
    }
    return top >= from && bottom <= to
  })

it('names each bad file among good ones, and sends the report with the rest', async () => {
  const { page } = phone
  const png = aPng({ width: 320, height: 200 })
  await pick(phone, [
    { name: '好.png', bytes: png },
    { name: '空.jpg', bytes: Buffer.alloc(0) },
    { name: '断.jpg', bytes: aPhoto().subarray(0, aPhoto().length - 30) },
    { name: '半.png', bytes: png.subarray(0, png.length - 40) },
    { name: '文字.jpg', bytes: Buffer.from('这不是照片。') },
    {
      name: 'IMG_7.HEIC',
      bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(400, '\0'), 'latin1'),
    },
    { name: '也好.jpg', bytes: aPhoto() },
  ])

  const told = (await page.locator('.told').allTextContents()).filter(text => text.includes('未加入'))
  expect(told.map(text => /「(.+?)」/.exec(text)?.[1])).toEqual([
    '空.jpg',
    '断.jpg',
    '半.png',
    '文字.jpg',
    'IMG_7.HEIC',
  ])
  expect(told[0]).toMatch(/空文件|没有内容|空的/)
  expect(told[4]).toMatch(/HEIC|JPG|JPEG|兼容/)
  expect(told.filter(text => /20 MB|稍后重试/.test(text))).toEqual([])
  expect(await page.locator('.photos img').count()).toBe(2)
  await page.locator('.told').last().scrollIntoViewIfNeeded()
  await shoot(phone, 'picked')

  await chooseKind(phone, 'ldsh', '路灯损坏')
  await sendReport(phone)
  await received(phone)
  await expect
    .poll(async () => {
      const { rows } = await field
        .running()
        .database.pool.query<{ n: string }>(
          'select count(*) as n from uploads where completed_at is not null and rejected is null',
        )
      return Number(rows[0]?.n)
    }, patient)
    .toBe(2)
})

it('keeps the place of eight metres when one of fifty thousand comes, and says so', async () => {
  const { page, context } = phone
  await again(phone)
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 115.62, latitude: 33.12, accuracy: 8 })
  await page.getByRole('button', { name: '定位', exact: true }).click()
  await page.getByText('已定位，精度约 8 米').waitFor(patient)

  await context.setGeolocation({ longitude: 115.92, latitude: 33.12, accuracy: 50_000 })
  await expect
    .poll(
      async () => {
        await page.getByRole('button', { name: '重新定位' }).click()
        return page.getByText('误差约 50000 米').count()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(1)
  expect(await page.getByText('已定位，精度约 8 米').count()).toBe(1)
  await report(phone, { text: '河堤渗水。' })
  await received(phone)
  const [current] = await field.casesOf(phone)
  expect(current?.position?.[0]).toBeCloseTo(115.62, 4)
})

it('marks the photo that a move cannot do without as required, and asks for it before sending', async () => {
  const made = await broughtTo(
    'handling',
    peopleOf(field.running()),
    aReport({ categoryCode: 'E0702', occurredAt: field.clock.now(), text: '路灯不亮。' }),
  )
  const handler = await field.phone('t1.force')
  await openOnPhone(handler, made, 'open')
  await press(handler, 'finish')
  const photos = handler.page.getByRole('dialog').locator('.field').filter({ hasText: '附件' })
  await photos.waitFor()
  expect(await photos.textContent()).not.toMatch('选填')

  await handler.page.getByRole('button', { name: '提交' }).click()
  await photos.getByText('请附上必需的照片或文件。').waitFor()
  await shoot(handler, 'finish')
})
