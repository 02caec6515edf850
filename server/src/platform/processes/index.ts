export { ProcessRefused, Processes } from './processes.ts'
