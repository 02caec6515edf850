import type { CaseStatus } from '../status.ts'

/** While units work on the case. */
const solving = ['assigned', 'signed', 'handling', 'rework'] as const satisfies readonly CaseStatus[]

/** Who is to solve it. Source: domain.md §3.3, rows in the comments. */
export const dispatchMoves = {
  /* 10, 11 */ assign: {
    from: ['accepted'],
    to: 'assigned',
    by: 'case.assign',
    whose: 'area',
    stops: ['assignment'],
    starts: ['signing', 'arrival', 'handling'],
  },
  /* 39 */ recall: {
    from: ['assigned'],
    to: 'accepted',
    by: 'case.assign',
    whose: 'area',
    stops: ['signing', 'arrival', 'handling', 'reportingIn'],
    starts: ['assignment'],
  },
  /* 13 */ designate: {
    from: ['assigned'],
    to: 'assigned',
    by: 'case.designate',
    whose: 'area',
    stops: ['signing', 'arrival'],
    starts: ['signing', 'arrival'],
  },
  /* 16, 40 */ reassign: {
    from: ['signed', 'handling', 'rework'],
    to: 'assigned',
    by: 'case.assign',
    whose: 'area',
    stops: ['arrival'],
    starts: ['signing', 'arrival'],
  },
  /* 12 */ sign: {
    from: ['assigned'],
    to: 'signed',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing'],
    starts: [],
  },
  /* 13 */ refuse: {
    from: ['assigned'],
    to: 'accepted',
    by: 'case.handle',
    whose: 'owner',
    stops: ['signing', 'arrival', 'handling', 'reportingIn'],
    starts: ['assignment'],
  },
} as const

/** What helping units do, and what is done with them. Source: domain.md §3.3, rows in the comments. */
export const jointMoves = {
  /* 17 */ whistle: {
    from: solving,
    to: 'same',
    by: 'case.whistle',
    whose: 'ownerOrDesk',
    stops: [],
    starts: ['reportingIn'],
  },
  /* 17 */ arrive: {
    from: solving,
    to: 'same',
    by: 'case.handle',
    whose: 'co',
    stops: ['reportingIn'],
    starts: [],
  },
  /* 17 */ coSign: {
    from: solving,
    to: 'same',
    by: 'case.handle',
    whose: 'co',
    stops: [],
    starts: [],
  },
  /* 17 */ coRefuse: {
    from: solving,
    to: 'same',
    by: 'case.handle',
    whose: 'co',
    stops: [],
    starts: [],
  },
  /* 22 */ coFeedBack: {
    from: solving,
    to: 'same',
    by: 'case.handle',
    whose: 'co',
    stops: [],
    starts: [],
  },
  /* 22 */ waive: {
    from: solving,
    to: 'same',
    by: 'case.assign',
    whose: 'area',
    stops: ['reportingIn'],
    starts: [],
  },
} as const
