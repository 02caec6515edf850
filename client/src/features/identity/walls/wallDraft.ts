import { fitsScope, isWallCode } from '@shuniu/shared/identity'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { ReadWall } from './walls.store.ts'

/** What is done with walls: a screen enrolled, enrolled for a wall that is there, another name, the end of its right. */
export type WallAct = 'enrol' | 'again' | 'rename' | 'revoke'

/** A wall being enrolled or changed, as it was typed and picked. */
export interface WallDraft {
  readonly code: string
  readonly name: string
  readonly scope: string
  readonly reason: string
}
export type WallField = keyof WallDraft

export const emptyWall: WallDraft = { code: '', name: '', scope: '', reason: '' }

const text = Type.String()
const Typed = Type.Object({ code: text, name: text, scope: text, reason: text })
/** Whether kept words are a wall being filled in. */
export const isWallDraft = (words: unknown): words is WallDraft => Check(Typed, words)

/** What each act asks for. */
export const fieldsOf: Readonly<Record<WallAct, readonly WallField[]>> = {
  enrol: ['code', 'name', 'scope', 'reason'],
  again: ['code', 'reason'],
  rename: ['name', 'reason'],
  revoke: ['reason'],
}

/** The digits of a code, however they were typed: with blanks between, or as wide ones. */
const digitsIn = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '')

export const readWall = ({ code, name, scope, reason }: WallDraft): ReadWall => ({
  code: digitsIn(code),
  name: name.trim(),
  scope,
  reason: reason.trim(),
})

/** The fields that are still to be filled in, or cannot be so. A change says why, a new wall need not. */
export function lackingIn(draft: WallDraft, act: WallAct): WallField[] {
  const { code, name, scope, reason } = readWall(draft)
  const isWrong: Readonly<Record<WallField, boolean>> = {
    code: !isWallCode(code),
    name: name === '',
    scope: !fitsScope('wall', scope),
    reason: act !== 'enrol' && reason === '',
  }
  return fieldsOf[act].filter(field => isWrong[field])
}

const fieldByCode: Readonly<Record<string, WallField>> = {
  'wall.wrongCode': 'code',
  'wall.codeExpired': 'code',
  'wall.codeUsed': 'code',
  'wall.codeTaken': 'code',
  'wall.tooManyTries': 'code',
  'wall.wrongPlace': 'scope',
  'area.notYours': 'scope',
}
/** The field that a refusal speaks of. */
export const fieldOfWall = (code: string): WallField | undefined => fieldByCode[code]
