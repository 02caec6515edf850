import { caseRefusals } from '@shuniu/shared/cases'
import { identityRefusals } from '@shuniu/shared/identity'
import { platformRefusals } from '@shuniu/shared/kernel'
import { liveRefusals } from '@shuniu/shared/live'
import { reportRefusals } from '@shuniu/shared/reports'
import { beforeAll, describe, expect, it } from 'vitest'
import { addWorkRefusals, hasText } from '../i18n/index.ts'
import { sentenceOf } from './index.ts'

const codes = [platformRefusals, identityRefusals, liveRefusals, caseRefusals, reportRefusals].flatMap(book =>
  Object.keys(book),
)

beforeAll(addWorkRefusals)

describe('refusals in words', () => {
  it.each(codes)('has a sentence for %s', code => {
    expect(hasText(`refusal.${code}`)).toBe(true)
  })

  it('falls back on the HTTP status, then on the general', () => {
    expect(sentenceOf({ code: 'lamp.broken', detail: { httpStatus: 409 } })).toContain('最新状态')
    expect(sentenceOf({ code: 'lamp.broken', detail: {} })).toBe('没有办成，请稍后重试。')
  })
})
