import * as Type from 'typebox'
import { closed, contract, VersionSeen } from '../kernel/index.ts'
import { Draft, DraftHead, DraftName, maxDraftLength, WordsBeside } from './model.ts'

/** My kept forms, and the key under which my devices seal theirs: nobody else can read what they hold. */
export const listDrafts = contract({
  name: 'listDrafts',
  method: 'GET',
  path: '/drafts',
  summary: '未提交的表单',
  shape: { reply: closed({ items: Type.Array(DraftHead), deviceKey: Type.String() }) },
  needs: 'signedIn',
  refuses: [],
})

export const seeDraft = contract({
  name: 'seeDraft',
  method: 'GET',
  path: '/drafts/:name',
  summary: '未提交的表单内容',
  shape: { params: closed({ name: DraftName }), reply: Draft },
  needs: 'signedIn',
  refuses: ['draft.unknown'],
})

/**
 * Keeps a form over the version that was seen, 0 for none, with the other words that wait for a choice: those that were
 * kept beside it before and are not sent again go. The same sent again changes nothing.
 */
export const keepDraft = contract({
  name: 'keepDraft',
  method: 'PUT',
  path: '/drafts/:name',
  summary: '保存未提交的表单',
  shape: {
    params: closed({ name: DraftName }),
    body: closed({
      seenVersion: VersionSeen(0),
      words: Type.String({ minLength: 1, maxLength: maxDraftLength }),
      beside: Type.Optional(WordsBeside),
    }),
    reply: DraftHead,
  },
  needs: 'signedIn',
  refuses: ['draft.stale', 'draft.tooMany', 'draft.tooOften'],
})

/** Throws a form away, sent or not wanted; one that was written since it was seen stays. */
export const dropDraft = contract({
  name: 'dropDraft',
  method: 'DELETE',
  path: '/drafts/:name',
  summary: '丢弃未提交的表单',
  shape: {
    params: closed({ name: DraftName }),
    query: closed({ seenVersion: VersionSeen(0) }),
    reply: closed({}),
  },
  needs: 'signedIn',
  refuses: ['draft.stale'],
})
