import { pagesOf, type Role } from '@shuniu/shared/identity'

/** Where a role arrives: its first page, on a narrow screen its phone page if it has one. */
export function homeOf(
  role: Role,
  screen: { readonly isNarrow: boolean; readonly built: readonly string[] },
): string {
  const pages = pagesOf(role, screen.built)
  const home = screen.isNarrow && pages.includes('m') ? 'm' : pages[0]
  return home === undefined ? '/help' : `/${home}`
}
