import * as Type from 'typebox'
import { closed, oneOf } from '../../kernel/index.ts'
import { outcomes, resolutionMethods } from '../catalogue/index.ts'
import { codesOf, media, opinion } from './fields.ts'
import type { MoveTable } from './rule.ts'

/** Solving it, here and now. Source: domain.md §3.3, rows in the comments. */
export const handlingMoves = {
  /* 14, 33 */ start: {
    text: '开始处置',
    help: '到场开始处置，到场时限停止。',
    group: 'next',
    key: 'F3',
    from: ['signed', 'rework'],
    to: 'handling',
    by: 'case.handle',
    whose: 'owner',
    stops: ['arrival'],
    starts: [],
    awaited: 'status',
    isWork: true,
    asks: closed({}),
  },
  /* 15 */ progress: {
    text: '填报进展',
    help: '随时填报做了什么、下一步怎么办。',
    group: 'work',
    key: 'F7',
    from: ['handling', 'rework'],
    to: 'same',
    by: 'case.handle',
    whose: 'party',
    stops: [],
    starts: [],
    isWork: true,
    asks: closed({ text: opinion, media }),
  },
  /* 22, 33 */ finish: {
    text: '处置反馈',
    help: '处置完毕，写明结果和做法（至少 20 字），转入核查。',
    group: 'next',
    key: 'F6',
    from: ['handling', 'rework'],
    to: 'done',
    by: 'case.handle',
    whose: 'owner',
    stops: ['arrival', 'handling'],
    starts: ['verification'],
    awaited: 'status',
    isWork: true,
    asks: closed({
      resultCode: oneOf(codesOf(outcomes)),
      text: opinion,
      media,
      /** 化解方式; a resolved dispute must name one. */
      methodCode: Type.Optional(oneOf(codesOf(resolutionMethods))),
      amountYuan: Type.Optional(Type.Number({ minimum: 0, maximum: 1e12, multipleOf: 0.01 })),
      participants: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
  },
} as const satisfies MoveTable
