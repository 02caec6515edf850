export { livingProcesses, ProcessRefused, Processes } from './processes.ts'
