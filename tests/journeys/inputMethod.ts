import type { Page } from 'playwright-core'

/** An input method at work in a page, as Chromium tells of it. */
export interface InputMethod {
  /** Shows its guess under the cursor; nothing of it is entered yet, and by an empty one it is taken back. */
  compose(text: string): Promise<void>
  /** Enters what was chosen. */
  enter(text: string): Promise<void>
  /** A key that goes to it: by the code 229, on Windows named `Process`. */
  press(key: string, code?: string): Promise<void>
}

export async function inputMethodOf(page: Page): Promise<InputMethod> {
  const hand = await page.context().newCDPSession(page)
  return {
    async compose(text) {
      const { length } = text
      await hand.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length })
    },
    async enter(text) {
      await hand.send('Input.insertText', { text })
    },
    async press(key, code = key) {
      const told = { key, code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
      await hand.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...told })
      await hand.send('Input.dispatchKeyEvent', { type: 'keyUp', ...told, key: code })
    },
  }
}
