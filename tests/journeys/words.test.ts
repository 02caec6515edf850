import { keepsWords } from './words.ts'

keepsWords({ desk: { width: 1366, height: 768 } })
