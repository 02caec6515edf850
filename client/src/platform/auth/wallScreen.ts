const key = 'shuniu.wall'

/** Notes whether this browser is a screen that was enrolled as a wall: nobody sits at it who could sign in. */
export function noteWallScreen(isOne: boolean): void {
  try {
    if (isOne) localStorage.setItem(key, '1')
    else localStorage.removeItem(key)
  } catch {
    // Without storage the screen comes to the sign-in page, from where a click leads to its code.
  }
}

export function isWallScreen(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
