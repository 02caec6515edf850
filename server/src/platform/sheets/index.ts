export { bytesOf, inert, newWorkbook, textSheet, warnedFill, wrongFill, xlsxType } from './sheets.ts'
