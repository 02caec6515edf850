import type { Actor } from '@shuniu/shared/identity'
import { importKindNames, mayImport, type ImportKindName } from '@shuniu/shared/imports'
import type { ImportRow } from './imports.repo.ts'

/** Who asks: an administrator of a division, or whoever sits at the server's machine. */
export interface Importer {
  readonly account: string
  readonly name: string
  /** As the record of acts names them. */
  readonly actor: Actor | string
  /** Empty for whoever may import anywhere. */
  readonly scope: string
}

export const importerOf = (actor: Actor): Importer => {
  const { name, scope, accountId } = actor
  return { account: accountId, name, scope, actor }
}

/** The kinds that are theirs to import; whoever sits at the server's machine imports all. */
export const kindsOf = ({ actor }: Pick<Importer, 'actor'>): readonly ImportKindName[] =>
  typeof actor === 'string' ? importKindNames : importKindNames.filter(kind => mayImport(actor, kind))

/** Whether there is such an import for them: of a kind that is theirs, in their division. */
export const isSeenBy = ({ kind, scope }: Pick<ImportRow, 'kind' | 'scope'>, by: Importer): boolean =>
  kindsOf(by).includes(kind) && (by.scope.length <= 6 || scope.startsWith(by.scope))
