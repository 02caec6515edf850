import { suggestionsFrom, type SpokenPlace } from '@shuniu/shared/reports'
import { refDebounced } from '@vueuse/core'
import { computed } from 'vue'
import { kindsNow } from '../cases/index.ts'
import { shortPlace, useDivisions } from '../grids/index.ts'
import type { IntakeDraft } from './intakeForm.ts'

const restMs = 250

/** 关北社区居委会 is said as 关北社区 and as 关北. */
const namesOf = (name: string): string[] => {
  const short = shortPlace(name)
  return [...new Set([name, short, short.replace(/(社区|村|镇|乡|街道)$/, '')])]
}

/** A proposal for a field, and the words for which it is made. */
export interface FieldProposal {
  readonly field: 'area' | 'category'
  readonly code: string
  readonly name: string
  readonly because: string
}

/**
 * What the words speak of and the form does not say yet: proposed for whoever writes to take or to leave, and never put over
 * what they have filled in.
 */
export function useSuggested(draft: () => IntakeDraft) {
  const divisions = useDivisions()
  const places = computed(() =>
    [...divisions.byCode.values()]
      .filter(({ code }) => code.length === 9 || code.length === 12)
      .map(({ code, name, initials }): SpokenPlace => ({ code, names: namesOf(name), initials })),
  )
  const words = refDebounced(
    computed(() => `${draft().text} ${draft().placeText}`),
    restMs,
  )
  const found = computed(() =>
    suggestionsFrom(words.value, { kinds: kindsNow().kinds, places: places.value }),
  )
  const proposals = computed((): FieldProposal[] => {
    const { areaCode, point, categoryCode, sent } = draft()
    if (sent !== null) return []
    const isPlaced = areaCode !== '' || point !== null
    const placesLeft = isPlaced ? [] : found.value.places
    const kindsLeft = categoryCode === '' ? found.value.kinds : []
    return [
      ...placesLeft.map(one => ({ ...one, field: 'area' as const, name: placeWords(one.code) })),
      ...kindsLeft.map(one => ({
        ...one,
        field: 'category' as const,
        name: kindsNow().of(one.code)?.name ?? one.code,
      })),
    ]
  })
  const placeWords = (code: string): string =>
    [code.slice(0, 9), code]
      .filter((part, i, all) => all.indexOf(part) === i)
      .map(part => shortPlace(divisions.nameOf(part)))
      .join(' ')
  /** The first of each field. */
  const firsts = computed(() =>
    proposals.value.filter((one, i, all) => all.findIndex(other => other.field === one.field) === i),
  )
  return { proposals, firsts }
}
