import { categories, leafCategories, type Category } from '@shuniu/shared/cases'
import { answersTo } from '../../platform/pinyin/index.ts'

/** The classes of the catalogue's first tier, in its order. */
export const topClasses: readonly Category[] = categories.filter(row => row.parent === null)

const childrenOf = (code: string): Category[] => categories.filter(row => row.parent === code)

/** The kinds a class opens to: disputes by their own classes, the others at once. */
export const groupsUnder = (code: string): { readonly group?: Category; readonly kinds: Category[] }[] => {
  const children = childrenOf(code)
  const groups = children.filter(child => childrenOf(child.code).length > 0)
  const loose = children.filter(child => !groups.includes(child))
  return [
    ...(loose.length > 0 ? [{ kinds: loose }] : []),
    ...groups.map(group => ({ group, kinds: childrenOf(group.code) })),
  ]
}

const mostShown = 30

/** Kinds that answer to what was typed, by their name or short name; those that begin with it first. */
export function kindsFor(typed: string): Category[] {
  const wanted = typed.trim()
  const begins = ({ name }: Category) => answersTo([...name].slice(0, wanted.length).join(''), wanted)
  const found = leafCategories.filter(row => answersTo(row.name, wanted) || answersTo(row.shortName, wanted))
  return [...found.filter(begins), ...found.filter(row => !begins(row))].slice(0, mostShown)
}

const recentKey = 'shuniu.recentKinds'
const mostRecent = 6

/** Kinds this phone reported lately, newest first; without any, what grid members meet most. Source: domain.md §2.4. */
export function recentKinds(): Category[] {
  const kept = localStorage.getItem(recentKey)?.split(',') ?? []
  const usual = ['0201', 'E0301', 'E0601', 'E0702', 'E0401', 'E0807']
  return [...new Set([...kept, ...usual])]
    .flatMap(code => leafCategories.filter(row => row.code === code))
    .slice(0, mostRecent)
}

export function rememberKind(code: string): void {
  const codes = [code, ...recentKinds().map(row => row.code)]
  localStorage.setItem(recentKey, [...new Set(codes)].slice(0, mostRecent).join(','))
}
