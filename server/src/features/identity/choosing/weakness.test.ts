import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { issuedPassword } from '../accounts/issuing.ts'
import { weaknessOf } from './weakness.ts'

const places: Readonly<Record<string, string>> = {
  '341222': '太和县',
  '341222100': '城关镇',
  '341222100001': '李庄村委会',
}
const names = { ofDivision: (code: string) => places[code] }
const weaknessAs = (password: string, name = '王建国') =>
  weaknessOf({ password, account: 'chengguan.duty', name, scope: '341222100001001' }, names)

describe('a password', () => {
  it.each([
    // Of the list, as they stand, in disguise, with digits and marks around them.
    ['Basketball1', 'common'],
    ['Manchester99!', 'common'],
    ['!!Michael2026', 'common'],
    ['P@$$w0rd2026!', 'common'],
    ['dr4g0n-2026-', 'common'],
    ['qazwsxedcrfv', 'common'],
    ['5201314woaini', 'common'],
    // Of the holder.
    ['wangjianguo1', 'name'],
    ['WangJianGuo@1980', 'name'],
    ['jianguowang88', 'name'],
    ['wang.jg@198002', 'name'],
    // Of anybody, of the place, of the office.
    ['zhangwei1990', 'common'],
    ['lixiaoming#88', 'common'],
    ['taihexian2026', 'common'],
    ['TaiHe@20262026', 'common'],
    ['chengguanzhen1', 'common'],
    ['lizhuangcunweihui1', 'common'],
    ['woaini1314520', 'common'],
    ['wangge_12345', 'common'],
    // By rules.
    ['qwer1234!@#$', 'common'],
    ['wjg13812345678', 'common'],
    ['short', 'short'],
    ['chengguan.duty1', 'account'],
    // Of nobody.
    ['correct horse battery', undefined],
    ['清晨六点的第三座石桥', undefined],
    ['three grey herons', undefined],
    ['shuniu-test-2026', undefined],
    ['a-quite-different-one', undefined],
    ['wangjianguo likes tea', undefined],
    ['xK9-another-one', undefined],
  ] as const)('%s: %s', async (password, weakness) => {
    expect(await weaknessAs(password)).toBe(weakness)
  })

  it('is not held against a name of one letter or none', async () => {
    expect(await weaknessAs('wang-likes-tea', '王')).toBeUndefined()
    expect(await weaknessAs('duty-likes-tea', 'Duty')).toBeUndefined()
  })

  it('that the server issues will do', async () => {
    const derive = (purpose: string) => createHash('sha256').update(purpose).digest('base64')
    const issued = Array.from({ length: 200 }, (_, nth) => issuedPassword({ derive }, `command ${nth}`))

    const weak = await Promise.all(issued.map(password => weaknessAs(password)))

    expect(weak.filter(weakness => weakness !== undefined)).toEqual([])
  })
})
