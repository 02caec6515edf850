import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { aCameraPhoto } from '../builders/pictures.ts'
import { say, sized } from '../builders/size.ts'
import { filesOnPhone } from './box.ts'
import {
  again,
  aField,
  chooseKind,
  chooseLevel,
  patient,
  pick,
  received,
  report,
  sendReport,
  tell,
  type FieldPhone,
} from './field.ts'

const field = aField()
const weakBitsPerS = 1_000_000
const uploads = 'PATCH /api/uploads'
let photo: Buffer
let phone: FieldPhone

/** Where the road cuts one after the other, in tenths of the file. */
const tenths = sized([1, 2, 3, 4, 5, 6, 7, 8, 9], [2, 5, 8])
/** Bytes of an answer that come before the road is cut. */
const answerCuts = sized([0, 1, 20, 120, 300, 500], [0, 300])

beforeAll(async () => {
  ;[photo, phone] = await Promise.all([aCameraPhoto(), field.phone('t1v1g1')])
})

const named = (n: number) => ({ name: `IMG_000${n}.JPG`, bytes: photo })

/** When the server received the reports of a text, by the clock that the test holds, in epoch milliseconds. */
async function receivedAtMs(text: string): Promise<number[]> {
  const { rows } = await field
    .running()
    .database.pool.query<{ at: Date }>(
      'select r.received_at as at from reports r join cases c on c.id = r.case_id where c.text = $1',
      [text],
    )
  return rows.map(({ at }) => new Date(at).getTime())
}
const filesWithServer = async (text: string): Promise<number> => {
  const { rows } = await field.running().database.pool.query<{ n: string }>(
    `select count(*) as n from case_media m join cases c on c.id = m.case_id join uploads u on u.id = m.upload_id
       where c.text = $1 and u.completed_at is not null and u.rejected is null`,
    [text],
  )
  return Number(rows[0]?.n)
}

it('makes photos small, upright and without marks the moment they are picked', async () => {
  await tell(phone, '村道塌陷，附四张照片。')
  await pick(phone, [named(1), named(2), named(3), named(4)])

  const kept = await filesOnPhone(phone.page)
  expect(kept).toHaveLength(4)
  for (const file of kept) {
    const { width, height, exif, orientation } = await sharp(file).metadata()
    say(
      `a photo of ${photo.length} bytes: ${file.length} bytes, ${width} × ${height}, as soon as it is picked`,
    )
    expect(file.length).toBeLessThanOrEqual(400_000)
    expect(height).toBeGreaterThan(width)
    expect(height).toBeLessThanOrEqual(2_000)
    expect([exif, orientation]).toEqual([undefined, undefined])
    const [red = 0, , blue = 0] = await sharp(file).resize(8).raw().toBuffer()
    expect(blue).toBeGreaterThan(red)
  }
})

it('sends a red report at once, past four photos on a weak link', async () => {
  await chooseKind(phone, 'ldsh', '路灯损坏')
  field.road().limitTo(weakBitsPerS)
  await sendReport(phone)
  await expect.poll(() => field.road().bodyB(uploads), patient).toBeGreaterThan(0)
  await again(phone)
  const text = '路灯杆带电，有人触电。'
  await tell(phone, text)
  await chooseKind(phone, 'ldsh', '路灯损坏')
  await chooseLevel(phone, '红')

  const tappedAtMs = Date.parse(field.clock.now())
  await sendReport(phone)
  await received(phone)
  const shownAtMs = Date.parse(field.clock.now())

  const [at = 0] = await receivedAtMs(text)
  expect(await filesWithServer('村道塌陷，附四张照片。')).toBeLessThan(4)
  field.road().limitTo(undefined)
  say(
    `one red report behind four photos of ${photo.length} bytes at 1 Mbit/s: ` +
      `received ${at - tappedAtMs} ms after the tap, its receipt shown after ${shownAtMs - tappedAtMs} ms`,
  )
  expect(at - tappedAtMs).toBeLessThanOrEqual(3_000)
  await expect.poll(() => filesWithServer('村道塌陷，附四张照片。'), patient).toBe(4)
})

it('goes on with a photo where the road broke, at each tenth of it', async () => {
  await again(phone)
  await pick(phone, [named(5)])
  const file = (await filesOnPhone(phone.page)).at(-1)?.length ?? 0
  const before = field.road().bodyB(uploads)
  const cuts = tenths.map((tenth, nth) =>
    field.road().cut({
      of: uploads,
      way: 'body',
      afterB: (file * (tenth - (tenths[nth - 1] ?? 0))) / 10,
      downMs: 1_000,
    }),
  )
  const text = '护栏撞断，附一张照片。'
  field.road().limitTo(weakBitsPerS)
  await report(phone, { text })

  await Promise.all(cuts)
  await expect.poll(() => filesWithServer(text), patient).toBe(1)
  field.road().limitTo(undefined)
  const sentB = field.road().bodyB(uploads) - before
  say(
    `a photo of ${file} bytes cut at ${tenths.map(tenth => `${tenth}/10`).join(', ')}: ` +
      `${sentB} bytes sent in all, ${(sentB / file).toFixed(2)} of it`,
  )
  expect(sentB).toBeLessThanOrEqual(1.3 * file)
})

it.each(answerCuts)('makes one case of a report whose answer broke off after %i bytes', async afterB => {
  await again(phone)
  const text = `路口积水，应答断于第 ${afterB} 字节。`
  const cut = field.road().cut({ of: 'POST /api/reports', way: 'answer', afterB })
  await report(phone, { text })

  await cut
  await received(phone)
  expect(await receivedAtMs(text)).toHaveLength(1)
  expect(await phone.page.locator('article.refused').count()).toBe(0)
})
