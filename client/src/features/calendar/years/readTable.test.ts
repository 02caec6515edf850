import { describe, expect, it } from 'vitest'
import { fileText } from './fileText.ts'
import { readDay, readTable, tableText, yearTableOf } from './readTable.ts'

describe('a day as people write it', () => {
  it.each([
    ['2026-10-01', '2026-10-01'],
    ['2026/10/1', '2026-10-01'],
    ['2026.10.1', '2026-10-01'],
    ['2026年10月1日', '2026-10-01'],
    ['２０２６-１０-０１', '2026-10-01'],
    ['20261001', '2026-10-01'],
    ['46296', '2026-10-01'],
    ['2026/10/1 0:00:00', '2026-10-01'],
    ['10月1日', undefined],
    ['', undefined],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day)
  })
})

describe('a yearly table', () => {
  it('is read with its heading, in whatever order its columns stand', () => {
    const text = '\uFEFF名称,日期,类别\r\n国庆节,2026-10-01,休\r\n"国庆节","2026/10/10","班"\r\n\r\n'

    expect(readTable(text, 2026)).toEqual({
      rows: [
        { line: 2, day: '2026-10-01', kind: 'off', name: '国庆节' },
        { line: 3, day: '2026-10-10', kind: 'work', name: '国庆节' },
      ],
      faults: [],
    })
  })

  it('begins below its heading, whatever title stands above and however often the heading is said', () => {
    const text =
      '2026年节假日安排表\n日期,类别,名称\n2026-10-01,休,国庆节\n日期,类别,名称\n2026-10-02,休,国庆节'
    const { rows, faults } = readTable(text, 2026)

    expect([rows.map(({ line }) => line), faults]).toEqual([[3, 5], []])
  })

  it('is read as a spreadsheet copies it, without a heading', () => {
    const { rows } = readTable('46296\t放假\t国庆节\n2025-12-31\t休\t元旦', 2026)

    expect(rows.map(({ day, kind }) => [day, kind])).toEqual([
      ['2026-10-01', 'off'],
      ['2025-12-31', 'off'],
    ])
  })

  it.each([
    ['国庆,休', 'day'],
    ['2026-02-30,休', 'unreal'],
    ['2026-10-01,庆', 'kind'],
    ['2027-01-01,休', 'outside'],
    ['2025-11-30,休', 'outside'],
    ['2026-10-08,班', 'weekday'],
  ])('tells of the line %s that it is %s, and takes the others', (line, why) => {
    const { rows, faults } = readTable(`日期,类别,名称\n2026-05-01,休,劳动节\n${line}`, 2026)

    expect(faults).toEqual([{ line: 3, text: line, why }])
    expect(rows).toHaveLength(1)
  })

  it('tells of a day that is named twice', () => {
    const { faults } = readTable('2026-05-01,休\n2026/5/1,休', 2026)

    expect(faults.map(({ line, why }) => [line, why])).toEqual([[2, 'twice']])
  })

  it('comes back out of the text that it is written as', () => {
    const table = { year: 2026, holidays: ['2026-10-01', '2026-10-02'], makeUpWorkdays: ['2026-10-10'] }

    expect(yearTableOf(readTable(tableText(table), 2026).rows, 2026, ' ')).toEqual(table)
    expect(yearTableOf([], 2026, ' 国办发明电 ').notice).toBe('国办发明电')
  })
})

describe('a picked file', () => {
  const file = (bytes: number[], size = bytes.length) => ({
    name: '2027.csv',
    size,
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
  })

  it('is read as UTF-8, or as Excel writes it on a Chinese machine', async () => {
    const utf8 = await fileText(file([...new TextEncoder().encode('休')]))
    const gbk = await fileText(file([0xd0, 0xdd]))

    expect([utf8, gbk]).toMatchObject([{ value: '休' }, { value: '休' }])
  })

  it('is not read at all when it is far too large', async () => {
    expect(await fileText(file([0x32], 20_000_000))).toMatchObject({ refusal: { code: 'workbook.tooLarge' } })
  })
})
