/** The browser has begun to read the file by then. */
const keptMs = 10_000

/** Hands a file to whoever sits at the browser, under its name. */
export function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs)
}
