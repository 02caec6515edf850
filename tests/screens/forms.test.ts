import { typedKeys } from '@shuniu/shared/kernel'
import { uploadRefusals } from '@shuniu/shared/uploads'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sentenceOf } from '../../client/src/platform/errors/index.ts'
import { addWorkRefusals } from '../../client/src/platform/i18n/index.ts'
import { aPng } from '../builders/pictures.ts'
import { sized } from '../builders/size.ts'
import { launchForPages } from '../journeys/chromium.ts'
import { patient, press, type KnownCase } from '../journeys/office.ts'
import { chooseKind, pick, sendReport, tell } from '../phone/field.ts'
import { deskSizes, phoneSizes, type ScreenSize } from './sizes.ts'
import { aStand } from './stand.ts'

/** Nothing here is told by a map. */
const stand = aStand(launchForPages)
let known: KnownCase
beforeAll(addWorkRefusals)
beforeAll(async () => {
  known = await stand.brought('handling', { categoryCode: 'E0702', text: '路灯不亮，夜里行人多。' })
})

async function sit(account: string, path: string, size: ScreenSize): Promise<Page> {
  const { page, leave } = await stand.sit(account, path, size)
  onTestFinished(leave)
  await page.locator('.badge.live').first().waitFor({ timeout: 30_000 })
  return page
}
const atPhones = phoneSizes.map(size => [size.name, size] as const)
const codes = typedKeys(uploadRefusals)
const photo = { name: '现场.png', bytes: aPng({ width: 320, height: 200 }) }
const empty = { name: '空.jpg', bytes: Buffer.alloc(0) }

describe('a phone that was not allowed to tell its place', () => {
  it.each(atPhones)(
    'is told so among what it lacks, and in the bar of the patrol, at %s',
    async (_, size) => {
      const page = await sit('t1v1g1', '/m/me', size)
      await page.context().grantPermissions([])
      const lacks = page.locator('.lacks')
      await lacks.getByText('定位：手机未允许本页定位').waitFor(patient)
      expect(await lacks.innerText()).not.toMatch(/定位、保存均可用/)
      await page.getByRole('button', { name: '开始巡查', exact: true }).click()
      await page.getByText('未共享位置：手机未允许').waitFor(patient)

      await page.context().grantPermissions(['geolocation'])
      await lacks.getByText('定位、保存均可用').waitFor(patient)
      await page.getByRole('button', { name: '结束巡查', exact: true }).first().click()
    },
  )
})

/** Opens the form of the move that must show a photo, and fills in all but that. */
async function finishing(page: Page, form: Locator): Promise<void> {
  await press({ page }, 'finish')
  await form.getByRole('radiogroup', { name: '处置结果' }).getByRole('radio').first().check()
  await form.locator('textarea').first().fill('已更换灯具并通电试亮，夜间照明恢复正常，已告知住户。')
}

/** Sends the form without what it must show, then to a server that refuses it for its files in every way there is. */
async function refusedAtFiles(page: Page, form: Locator, send: () => Promise<void>): Promise<void> {
  const files = form.locator('.field').filter({ hasText: '附件' })
  expect(await files.innerText()).toMatch(/必填/)
  await pick({ page }, [empty])
  await files.getByText('未加入「空.jpg」：文件是空的').waitFor(patient)
  expect(await files.innerText()).not.toMatch(/20 MB|稍后重试/)
  await send()
  await files.getByText(/请附上必需的照片或文件|请填写/).waitFor(patient)

  await pick({ page }, [photo])
  const rule = stand.proxy.misbehave(
    { method: 'POST', path: /^\/api\/cases\/[^/]+\/moves/ },
    { does: 'hold' },
  )
  try {
    for (const code of sized(codes, codes.slice(0, 3))) {
      rule.become({ does: 'refuse', status: uploadRefusals[code].status, code })
      await send()
      await files.getByText(sentenceOf({ code, detail: {} })).waitFor(patient)
    }
  } finally {
    rule.end()
  }
}

describe('the photo that a move must bring', () => {
  it.each(atPhones)(
    'is asked for at its field on a phone, and told there why it is not taken, at %s',
    async (_, size) => {
      const page = await sit('t1.force', `/m/case/${known.id}`, size)
      const form = page.getByRole('dialog')
      await finishing(page, form)
      await refusedAtFiles(page, form, () => page.getByRole('button', { name: '提交' }).click())
    },
  )

  it.each(deskSizes.map(size => [size.name, size] as const))(
    'is asked for at its field at a desk, and told there why it is not taken, at %s',
    async (_, size) => {
      const page = await sit('t1.force', `/desk/cases/${known.id}`, size)
      const form = page.locator('form.sheet')
      await finishing(page, form)
      await refusedAtFiles(page, form, () => page.keyboard.press('Control+Enter'))
    },
  )
})

describe('a report that is refused for its files', () => {
  it.each(atPhones)('is told so at their field, which the person may change, at %s', async (_, size) => {
    const page = await sit('t1v1g1', '/m/report', size)
    await pick({ page }, [empty, photo])
    await page.getByText('未加入「空.jpg」：文件是空的').waitFor()
    await tell({ page }, '路灯不亮，夜里行人多。')
    await chooseKind({ page }, 'ldsh', '路灯损坏')
    const rule = stand.proxy.misbehave({ method: 'POST', path: /^\/api\/reports/ }, { does: 'hold' })
    const files = page.locator('.field').filter({ hasText: '照片、视频' })
    try {
      for (const code of sized(codes, codes.slice(0, 2))) {
        rule.become({ does: 'refuse', status: uploadRefusals[code].status, code })
        await sendReport({ page })
        await page.getByRole('button', { name: '修改后再报' }).click(patient)
        await files.getByText(sentenceOf({ code, detail: {} })).waitFor(patient)
      }
    } finally {
      rule.end()
    }
  })
})

it('told no error of its own on any page', () => {
  expect(stand.complaints()).toEqual([])
})
