import { describe, expect, it } from 'vitest'
import { kindOf } from './kinds.ts'
import { spanOf } from './serving.ts'

const head = (text: string): Buffer => Buffer.from(text.padEnd(64, '\0'), 'latin1')

describe('the kind of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'photo', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'photo', 'image/png'],
    ['RIFF\0\0\0\0WEBP', 'photo', 'image/webp'],
    ['\0\0\0\x20ftypavif', 'photo', 'image/avif'],
    ['\0\0\0\x20ftypM4A ', 'voice', 'audio/mp4'],
    ['RIFF\0\0\0\0WAVE', 'voice', 'audio/wav'],
    ['OggS', 'voice', 'audio/ogg'],
    ['ID3\x04', 'voice', 'audio/mpeg'],
    ['\xff\xfb\x90', 'voice', 'audio/mpeg'],
    ['\xff\xf1\x50', 'voice', 'audio/aac'],
    ['#!AMR\n', 'voice', 'audio/amr'],
    ['\x1a\x45\xdf\xa3webm A_OPUS', 'voice', 'audio/webm'],
    ['\x1a\x45\xdf\xa3webm V_VP8 A_OPUS', 'video', 'video/webm'],
    ['\0\0\0\x20ftypisom', 'video', 'video/mp4'],
    ['\0\0\0\x14ftypqt  ', 'video', 'video/mp4'],
  ])('%j is a %s, %s', (begins, kind, mediaType) => {
    expect(kindOf(head(begins))).toMatchObject({ ok: true, value: { kind, mediaType } })
  })

  const refused = (bytes: Buffer) => {
    const found = kindOf(bytes)
    return found.ok ? undefined : found.refusal.code
  }

  it.each([
    ['GIF89a', 'upload.animated'],
    ['\0\0\0\x20ftypavis', 'upload.animated'],
    ['\0\0\0\x20ftypheic', 'upload.heic'],
    ['\0\0\0\x20ftypmif1', 'upload.heic'],
  ])('%j is refused by name: %s', (begins, code) => {
    expect(refused(head(begins))).toBe(code)
  })

  it('is none for a file without bytes', () => {
    expect(refused(Buffer.alloc(0))).toBe('upload.empty')
  })

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<!doctype html>',
    '%PDF-1.7',
    'PK\x03\x04',
    'MZ',
    '\xff\xfeu\0t\0f\0',
    'RIFF\0\0\0\0AVI ',
    '',
  ])('%j is none that is taken', begins => {
    expect(refused(head(begins))).toBe('upload.unknownType')
  })

  it('is not told by three bytes', () => {
    expect(refused(Buffer.from([0xff, 0xd8, 0xff]))).toBe('upload.unknownType')
  })
})

describe('the span a player asks for', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=50-1000', { start: 50, end: 99 }],
    ['bytes=100-', 'beyond'],
    ['bytes=9-3', 'beyond'],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=0-9', undefined],
    [undefined, undefined],
  ])('%s of 100 bytes', (range, span) => {
    expect(spanOf(range, 100)).toEqual(span)
  })
})
