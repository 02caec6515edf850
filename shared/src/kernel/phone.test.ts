import { describe, expect, it } from 'vitest'
import { typedPhone } from './phone.ts'

const mobile = '13812348000'
const line = '05588612345'

describe('a telephone number is one however it is typed', () => {
  it.each([
    mobile,
    '138 1234 8000',
    '138-1234-8000',
    '１３８１２３４８０００',
    '138\u00A01234\u200B8000',
    '+86 138 1234 8000',
    '+86(138)1234-8000',
    '0086-13812348000',
    '8613812348000',
    '013812348000',
  ])('%s is a mobile number', typed => {
    expect(typedPhone(typed)).toEqual({ is: 'whole', phone: mobile })
  })

  it.each([
    line,
    '0558-8612345',
    '（０５５８）８６１ ２３４５',
    '0558—8612345',
    '0558－8612345',
    '+86 558 8612345',
    '0086 0558 8612345',
  ])('%s is a line with its area code', typed => {
    expect(typedPhone(typed)).toEqual({ is: 'whole', phone: line })
  })

  it.each(['8612345', '86123456', '010 8765 4321', '12345', '95598', '400-820-8820', '+852 2345 6789'])(
    '%s is a number too',
    typed => {
      expect(typedPhone(typed).is).toBe('whole')
    },
  )
})

describe('what is no telephone number', () => {
  it.each(['', '  ', '（ ）'])('%j is nothing', typed => {
    expect(typedPhone(typed)).toEqual({ is: 'none' })
  })

  it.each(['1', '1381234800', '138123480001', '0558861', '+86', '+', '123456789012345678901'])(
    '%s is not whole',
    typed => {
      expect(typedPhone(typed)).toEqual({ is: 'part' })
    },
  )

  it.each(['1381234800O', '138a', '王小二', '8612345转801', '138+1', '١٢٣٤٥'])(
    '%s has what no number has',
    typed => {
      expect(typedPhone(typed)).toEqual({ is: 'noDigits' })
    },
  )
})
