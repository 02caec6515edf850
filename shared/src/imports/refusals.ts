import { refusals } from '../kernel/index.ts'

export const importRefusals = refusals({
  'import.unknown': { status: 404, when: 'no such import, or it has been forgotten' },
  'import.unknownKind': { status: 400, when: 'there is no such kind of import' },
  'import.tooLarge': { status: 413, when: 'the file is larger than an import takes' },
  'import.tooMany': { status: 429, when: 'too many files wait to be imported: forget some' },
  'import.busy': { status: 409, when: 'another import is being run or undone' },
  'import.stale': { status: 409, when: 'the import has moved on since it was seen' },
  'import.wrongState': { status: 409, when: 'the import does not stand where this can be done' },
  'import.wrongMapping': {
    status: 400,
    when: 'a required column is mapped to none, or to one that is not there',
  },
  'import.hasWrong': { status: 409, when: 'rows are wrong, and leaving them out was not asked for' },
  'import.nothing': { status: 409, when: 'the file would change nothing' },
  'import.leanedOn': { status: 409, when: 'something that came later leans on what the import brought' },
  'import.noSlips': { status: 404, when: 'the import gave out no passwords, or they were taken already' },
})
