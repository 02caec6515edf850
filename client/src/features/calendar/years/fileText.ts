/** The text of a picked file: UTF-8, or what Excel writes on a Chinese machine. */
export async function fileText(file: Pick<Blob, 'arrayBuffer'>): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** A zip or an old Excel file instead of text: to be saved as CSV first. */
export const isWorkbook = ({ name }: Pick<File, 'name'>): boolean => /\.(xlsx?|et|ods)$/i.test(name)
