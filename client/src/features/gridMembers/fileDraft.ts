import { MemberFile } from '@shuniu/shared/gridMembers'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A member's file while it is being filled in: a day that is not known is empty. */
const FileDraft = Type.Object({
  engagement: MemberFile.properties.engagement,
  conditions: MemberFile.properties.conditions,
  examPassedOn: Type.String(),
  contractFrom: Type.String(),
  contractTo: Type.String(),
  insurances: MemberFile.properties.insurances,
  reason: Type.String(),
})
export type MemberFileDraft = Static<typeof FileDraft>
export const isFileDraft = (words: unknown): words is MemberFileDraft => Check(FileDraft, words)

export const fileDraft = (file: MemberFile): MemberFileDraft => ({
  ...file,
  examPassedOn: file.examPassedOn ?? '',
  contractFrom: file.contractFrom ?? '',
  contractTo: file.contractTo ?? '',
  reason: '',
})

const dayIn = (text: string): string | null => (text === '' ? null : text)

export const fileIn = ({ reason: _, ...draft }: MemberFileDraft): MemberFile => ({
  ...draft,
  examPassedOn: dayIn(draft.examPassedOn),
  contractFrom: dayIn(draft.contractFrom),
  contractTo: dayIn(draft.contractTo),
})
