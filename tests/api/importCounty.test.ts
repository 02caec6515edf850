import { proveImportedCounty } from '../builders/importedCounty.ts'

// `npm run prove -- scale imports` proves it of 5,000 people.
proveImportedCounty(100)
