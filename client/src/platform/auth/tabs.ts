import { useEventListener } from '@vueuse/core'

const key = 'shuniu.account'

/** Tells the other tabs of this browser, which share its cookie, who is signed in; '' for nobody. */
export function tellAccount(accountId: string): void {
  try {
    localStorage.setItem(key, accountId)
  } catch {
    // Without storage no tab can be told; the server still decides by the cookie alone.
  }
}

/** Another tab has signed this account out, or another one in: nothing of it may stay on this page. */
export function onOtherAccount(own: () => string | undefined, changed: (hasLeft: boolean) => void): void {
  useEventListener(window, 'storage', event => {
    const mine = own()
    if (event.key !== key || mine === undefined || event.newValue === mine) return
    changed(event.newValue === '' || event.newValue === null)
  })
}
