export {
  bytesOf,
  inert,
  momentCell,
  newWorkbook,
  textSheet,
  warnedFill,
  wrongFill,
  xlsxType,
} from './sheets.ts'
