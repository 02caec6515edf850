import { grant, refuse, type Result } from '@shuniu/shared/kernel'

type ReadableFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>

/** In bytes. What is larger is no year's table, and is not read at all. */
const largestPicked = 5 * 1_024 * 1_024

/** Text is UTF-8, or what Excel writes on a Chinese machine. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** How a zip begins, and how the container of old and of encrypted workbooks does. */
const starts = ['504b0304', 'd0cf11e0']

const isWorkbook = (name: string, bytes: Uint8Array): boolean => {
  const start = [...bytes.subarray(0, 4)].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return /\.(xlsx?|et|ods)$/i.test(name) || starts.includes(start)
}

/** The table in a picked file as text; what reads workbooks is loaded for one alone. Refuses as `readWorkbook` does. */
export async function fileText(file: ReadableFile): Promise<Result<string>> {
  if (file.size > largestPicked) return refuse('workbook.tooLarge')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (!isWorkbook(file.name, bytes)) return grant(textOf(bytes))
  const { readWorkbook } = await import('./workbook/readWorkbook.ts')
  return readWorkbook(bytes)
}
