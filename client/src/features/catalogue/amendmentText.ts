import { levelRows, type KindChange } from '@shuniu/shared/cases'
import { say } from '../../platform/i18n/index.ts'
import { kindName } from '../cases/index.ts'

/** 名称改为“堵路”、默认级别改为黄: what an amendment makes of a kind. */
export function changeText(change: KindChange): string {
  switch (change.kind) {
    case 'add':
      return say('catalogue.log.said.add', { name: change.name })
    case 'end':
      return change.instead === undefined
        ? say('catalogue.log.said.end')
        : say('catalogue.log.said.endInstead', { instead: kindName(change.instead) })
    case 'resume':
      return say('catalogue.log.said.resume')
    case 'change':
      return partsOf(change).join('，')
    default:
      return change satisfies never
  }
}

function partsOf({
  name,
  shortName,
  defaultLevel,
  synonyms,
}: Extract<KindChange, { kind: 'change' }>): string[] {
  const words = synonyms?.join('、') ?? ''
  return [
    ...(name === undefined ? [] : [say('catalogue.log.said.name', { name })]),
    ...(shortName === undefined ? [] : [say('catalogue.log.said.shortName', { shortName })]),
    ...(defaultLevel === undefined
      ? []
      : [say('catalogue.log.said.defaultLevel', { level: levelRows[defaultLevel].colour })]),
    ...(synonyms === undefined
      ? []
      : [
          words === ''
            ? say('catalogue.log.said.noSynonyms')
            : say('catalogue.log.said.synonyms', { synonyms: words }),
        ]),
  ]
}
