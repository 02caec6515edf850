import { grant, type Result } from '@shuniu/shared/kernel'
import type { FileKind } from '../kinds.ts'

export async function cleanMedia(_: string, found: FileKind): Promise<Result<FileKind>> {
  return grant(found)
}
