import { describe, expect, it } from 'vitest'
import { fitted, judged } from './judging.ts'

describe('the size of a photo that is sent', () => {
  it.each([
    [
      { width: 12_000, height: 9_000 },
      { width: 2_000, height: 1_500 },
    ],
    [
      { width: 3_000, height: 4_000 },
      { width: 1_500, height: 2_000 },
    ],
    [
      { width: 800, height: 600 },
      { width: 800, height: 600 },
    ],
    [
      { width: 100_000, height: 3 },
      { width: 2_000, height: 1 },
    ],
  ])('of %j is %j', (natural, sent) => {
    expect(fitted(natural, 2_000)).toEqual(sent)
  })
})

describe('a file that is picked', () => {
  const code = async (file: Blob) => {
    const answer = await judged(file)
    return answer.ok ? undefined : answer.refusal.code
  }
  const named = (name: string, type: string, bytes = 'x') => new File([bytes], name, { type })

  it.each([
    ['empty', named('a.jpg', 'image/jpeg', ''), 'upload.empty'],
    ['a text', named('a.txt', 'text/plain'), 'upload.unknownType'],
    ['a page', named('a.html', 'text/html'), 'upload.unknownType'],
  ])('%s is left out: %s', async (_, file, expected) => {
    expect(await code(file)).toBe(expected)
  })

  it('of film is taken as it is', async () => {
    const film = named('a.mp4', 'video/mp4')
    const answer = await judged(film)

    expect(answer.ok && answer.value.file).toBe(film)
  })
})
