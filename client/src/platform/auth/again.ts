import { shallowRef } from 'vue'

/** Whether the page waits for its officer to sign in again; what was asked meanwhile waits with it. */
export const isAskingAgain = shallowRef(false)

let asking: Promise<boolean> | undefined
let tell: (isIn: boolean) => void = () => undefined

/** The server has ended the session: resolves with whether the same officer has signed in again. */
export function untilSignedInAgain(): Promise<boolean> {
  isAskingAgain.value = true
  asking ??= new Promise(resolve => (tell = resolve))
  return asking
}

/** Lets everything that waits go on, or be refused. */
export function tellSignedIn(isIn: boolean): void {
  isAskingAgain.value = false
  asking = undefined
  tell(isIn)
}
