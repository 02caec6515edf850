import type { CountyKind } from '@shuniu/shared/cases'
import { isUnder } from '@shuniu/shared/clocks'
import { answersTo } from '../../platform/pinyin/index.ts'
import { kindsNow } from '../cases/index.ts'

const kindsUnder = (code: string): CountyKind[] => kindsNow().kinds.filter(row => isUnder(row.code, code))

/** The classes of the catalogue's first tier under which something may be reported, in its order. */
export const topClasses = (): CountyKind[] =>
  kindsNow().rows.filter(row => row.parent === null && kindsUnder(row.code).length > 0)

/** The kinds a class opens to: disputes by their own classes, the others at once; the county's own after what they are of. */
export const groupsUnder = (
  code: string,
): { readonly group?: CountyKind; readonly kinds: readonly CountyKind[] }[] => {
  const { rows, kinds } = kindsNow()
  const chosen = new Set(kinds)
  const groups = rows.filter(
    row => row.parent === code && !chosen.has(row) && kindsUnder(row.code).length > 0,
  )
  const loose = kindsUnder(code).filter(row => !groups.some(group => isUnder(row.code, group.code)))
  return [
    ...(loose.length > 0 ? [{ kinds: loose }] : []),
    ...groups.map(group => ({ group, kinds: kindsUnder(group.code) })),
  ]
}

const mostShown = 30

/** The synonym of a kind that answers to what was typed; undefined where its own name does, or nothing. */
export const synonymFor = ({ name, shortName, synonyms }: CountyKind, typed: string): string | undefined =>
  answersTo(name, typed) || answersTo(shortName, typed)
    ? undefined
    : synonyms.find(synonym => answersTo(synonym, typed))

/** Kinds that answer to what was typed, by their name, short name or synonyms; those that begin with it first. */
export function kindsFor(typed: string): CountyKind[] {
  const wanted = typed.trim()
  const starts = (word: string) => answersTo([...word].slice(0, wanted.length).join(''), wanted)
  const begins = ({ name, synonyms }: CountyKind) => [name, ...synonyms].some(starts)
  const found = kindsNow().kinds.filter(({ name, shortName, synonyms }) =>
    [name, shortName, ...synonyms].some(word => answersTo(word, wanted)),
  )
  return [...found.filter(begins), ...found.filter(row => !begins(row))].slice(0, mostShown)
}

const recentKey = 'shuniu.recentKinds'
const mostRecent = 6

/** Kinds this phone reported lately, newest first; without any, what grid members meet most. Source: domain.md §2.4. */
export function recentKinds(): CountyKind[] {
  const kept = localStorage.getItem(recentKey)?.split(',') ?? []
  const usual = ['0201', 'E0301', 'E0601', 'E0702', 'E0401', 'E0807']
  const { kinds } = kindsNow()
  return [...new Set([...kept, ...usual])]
    .flatMap(code => kinds.filter(row => row.code === code))
    .slice(0, mostRecent)
}

export function rememberKind(code: string): void {
  const codes = [code, ...recentKinds().map(row => row.code)]
  localStorage.setItem(recentKey, [...new Set(codes)].slice(0, mostRecent).join(','))
}
