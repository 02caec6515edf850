import { caseStatuses, openStatuses, type CaseStatus } from '../status.ts'

/** What has been done cannot be unmade: a done case is closed, and opened anew where that was wrong. */
const after: readonly CaseStatus[] = ['selfDone', 'done', 'rework', 'verified']
const voidable = openStatuses.filter(status => !after.includes(status))

/** From the look at what was done to the archive. Source: domain.md §3.3, rows in the comments. */
export const closingMoves = {
  /* 23 */ pass: {
    from: ['done'],
    to: 'verified',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['closing'],
  },
  /* 24 */ rework: {
    from: ['done'],
    to: 'rework',
    by: 'case.verify',
    whose: 'area',
    stops: ['verification'],
    starts: ['handling'],
  },
  /* 25 */ close: {
    from: ['verified'],
    to: 'closed',
    by: 'case.close',
    whose: 'area',
    stops: ['closing'],
    starts: ['callBack'],
  },
  /* 26 */ archive: {
    from: ['closed'],
    to: 'archived',
    by: 'case.callBack',
    whose: 'area',
    stops: ['callBack'],
    starts: [],
  },
  /* 41 */ fileAway: {
    from: ['closed'],
    to: 'archived',
    by: 'case.tend',
    whose: 'system',
    stops: [],
    starts: [],
  },
  /* 27 */ reopen: {
    from: ['closed', 'archived'],
    to: 'accepted',
    by: 'case.reopen',
    whose: 'area',
    stops: ['callBack'],
    starts: ['assignment'],
  },
  /* 28 */ void: {
    from: voidable,
    to: 'voided',
    by: 'case.void',
    whose: 'area',
    stops: [],
    starts: [],
  },
} as const

/** What presses a case on without moving it. Source: domain.md §3.3, rows in the comments. */
export const supervisionMoves = {
  /* 31 */ changeLevel: {
    from: openStatuses,
    to: 'same',
    by: 'case.changeLevel',
    whose: 'area',
    stops: [],
    starts: [],
  },
  /* 29 */ urge: {
    from: openStatuses,
    to: 'same',
    by: 'case.urge',
    whose: 'watcher',
    stops: [],
    starts: [],
  },
  /* 30 */ supervise: {
    from: openStatuses,
    to: 'same',
    by: 'case.supervise',
    whose: 'area',
    stops: ['supervisionReply'],
    starts: ['supervisionReply'],
  },
  /* 30 */ answerSupervision: {
    from: openStatuses,
    to: 'same',
    by: 'case.answer',
    whose: 'ownerOrDesk',
    stops: ['supervisionReply'],
    starts: [],
  },
  /* 32 */ instruct: {
    from: caseStatuses,
    to: 'same',
    by: 'case.instruct',
    whose: 'area',
    stops: [],
    starts: [],
  },
  /* 32 */ acknowledge: {
    from: caseStatuses,
    to: 'same',
    by: 'case.answer',
    whose: 'ownerOrDesk',
    stops: [],
    starts: [],
  },
} as const
