export { areSame } from './kept.ts'
export { useDrafts } from './drafts.store.ts'
export { useDraft, type KeptNews } from './useDraft.ts'
export { typedIn, useSheetForm, type SheetForm } from './useSheetForm.ts'
