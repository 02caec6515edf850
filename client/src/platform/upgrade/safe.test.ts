import { beforeEach, describe, expect, it } from 'vitest'
import { isNewBuild, isSafe, mayReload } from './safe.ts'

beforeEach(() => {
  sessionStorage.clear()
  document.body.innerHTML = ''
})

describe('a page of an older build', () => {
  it('is told by another entry than its own, and by nothing else', () => {
    expect(isNewBuild('index-A1.js', 'index-B2.js')).toBe(true)
    expect(isNewBuild('index-A1.js', 'index-A1.js')).toBe(false)
    expect(isNewBuild('index-A1.js', null)).toBe(false)
    expect(isNewBuild('main.ts', 'index-B2.js')).toBe(false)
  })

  it('is loaded anew once for a build, not round and round', () => {
    expect(mayReload(sessionStorage, 'index-B2.js', 0)).toBe(true)
    expect(mayReload(sessionStorage, 'index-B2.js', 5_000)).toBe(false)
    expect(mayReload(sessionStorage, 'index-C3.js', 6_000)).toBe(true)
    expect(mayReload(sessionStorage, 'index-C3.js', 3_600_000)).toBe(true)
  })

  it('is left alone while somebody writes or a dialog is open', () => {
    document.body.innerHTML = '<input type="search"><textarea></textarea>'
    expect(isSafe(document)).toBe(true)

    const [text] = document.getElementsByTagName('textarea')
    if (text) text.value = '群众反映'
    expect(isSafe(document)).toBe(false)

    document.body.innerHTML = '<div role="dialog"></div>'
    expect(isSafe(document)).toBe(false)
  })
})
