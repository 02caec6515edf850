import { describe, expect, it } from 'vitest'
import { passwordWeakness } from './passwords.ts'

const weaknessOf = (password: string, account = 'chengguan.duty') => passwordWeakness({ password, account })

describe('a password', () => {
  it.each([
    ['123456789', 'short'],
    ['', 'short'],
    ['国泰民安国泰民安国', 'short'],
    ['x'.repeat(201), 'long'],
    ['chengguan.duty1', 'account'],
    ['ChengguanDuty-9', 'account'],
    ['my-CHENGGUAN_DUTY', 'account'],
    ['aaaaaaaaaaaa', 'common'],
    ['abcabcabcabc', 'common'],
    ['1234567890', 'common'],
    ['0987654321', 'common'],
    ['qwertyuiop', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['1990-01-01', 'common'],
    ['13812345678', 'common'],
    ['341222199001011234', 'common'],
    ['Password2026!', 'common'],
    ['!!Admin12345', 'common'],
    ['shuniu-demo-2026', 'common'],
    ['ｐａｓｓｗｏｒｄ１２３', 'common'],
    ['qwer1234!@#$', 'common'],
    ['asdf1234zxcv', 'common'],
    ['1q2w3e4r5t6y', 'common'],
    ['1qaz2wsx3edc4rfv', 'common'],
    ['poiuytrewq', 'common'],
    ['aaa111bbb222', 'common'],
    ['wjg19900101', 'common'],
    ['wjg13812345678', 'common'],
    ['zl-010117', 'short'],
    ['k7-tide-30419-oar', undefined],
    ['correct horse battery', undefined],
    ['清晨六点的第三座石桥', undefined],
    ['shuniu-test-2026', undefined],
    ['xK9-another-one', undefined],
  ] as const)('%s: %s', (password, weakness) => {
    expect(weaknessOf(password)).toBe(weakness)
  })

  it('of a two-letter account may hold those letters where they are not its name', () => {
    expect(weaknessOf('blue-kettle-77', 'zz')).toBeUndefined()
    expect(weaknessOf('blue-zz-kettle', 'zz')).toBeUndefined()
    expect(weaknessOf('zz-20260101', 'zz')).toBe('account')
  })
})
