export { paperCodes, paperNames, type PaperCode } from './codes.ts'
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
export type { Paper, PaperBlock, PaperCell } from './model.ts'
export {
  mayHavePapers,
  paperFileName,
  paperOf,
  papersAwaited,
  papersOf,
  type PaperAwaited,
  type PaperItem,
} from './papers.ts'
export { sparePt, titleDropLines } from './fitting.ts'
export * from './refusals.ts'
