import { describe, expect, it } from 'vitest'
import { readLine } from './line.ts'
import { newPassphrase } from './passphrase.ts'

describe('the line of a backup or a restore', () => {
  it.each([
    [['county.backup'], 'path'],
    [[], 2],
    [['one', 'two'], 2],
    [['--passphrase', 'secret', 'one'], 2],
    [['--help'], 0],
  ] as const)('%j asks for %s', (args, expected) => {
    const line = readLine('backup', args)

    expect('path' in line ? 'path' : line.code).toBe(expected)
  })
})

describe('a passphrase', () => {
  it('is taken from the environment when it is long enough, whatever letters it has', async () => {
    expect(await newPassphrase({ BACKUP_PASSPHRASE: '一二三四五六七八九十甲乙' })).toBe(
      '一二三四五六七八九十甲乙',
    )
  })

  it('is refused when it is short', async () => {
    await expect(newPassphrase({ BACKUP_PASSPHRASE: '一二三四五六七八九十甲' })).rejects.toMatchObject({
      code: 'backup.shortPassphrase',
    })
  })
})
