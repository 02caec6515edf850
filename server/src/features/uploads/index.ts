export { areOwn, listed } from './uploads.repo.ts'
