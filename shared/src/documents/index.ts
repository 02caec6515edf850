export { documentCodes, documentNames, type DocumentCode } from './codes.ts'
export * from './contracts.ts'
export type { CaseFile } from './file.ts'
export {
  attachmentLines,
  cellSidesPt,
  faces,
  headRed,
  headSizePt,
  isKept,
  mayBreak,
  page,
  rowPt,
  type Look,
} from './layout.ts'
export type { CaseDocument, DocumentBlock, DocumentCell, TableBlock } from './model.ts'
export {
  mayHaveDocuments,
  documentFileName,
  documentOf,
  documentsAwaited,
  documentsOf,
  type DocumentAsked,
  type DocumentAwaited,
  type DocumentItem,
} from './documents.ts'
export { incidentDraft } from './incidentDraft.ts'
export { sparePt, titleDropLines } from './fitting.ts'
export * from './refusals.ts'
