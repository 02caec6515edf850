import * as Type from 'typebox'
import { closed, oneOf } from '../../kernel/index.ts'
import { calledParties, callResults } from '../catalogue/index.ts'
import { openStatuses, type CaseStatus } from '../lifecycle/status.ts'
import { EditionNumber, PlaybookCode, StepCode, stepResults } from '../playbooks/playbook.ts'
import { codesOf, opinion } from './fields.ts'
import type { MoveTable } from './rule.ts'

/** A closed case waits for its call-back. */
const recorded: readonly CaseStatus[] = [...openStatuses, 'closed']

/** What is written into the record and changes nothing. Source: domain.md §4.2. */
export const recordMoves = {
  call: {
    text: '记通话',
    help: '打了电话就记一笔：打给谁、通没通、说了什么；电话核查、电话回访以此为凭。',
    group: 'record',
    key: 'P',
    from: recorded,
    to: 'same',
    by: 'case.note',
    whose: 'areaOrParty',
    stops: [],
    starts: [],
    isBeside: true,
    asks: closed({
      called: oneOf(codesOf(calledParties)),
      callResult: oneOf(codesOf(callResults)),
      text: Type.Optional(opinion),
    }),
  },
  note: {
    text: '备注',
    help: '在办理记录上记一笔，不改变状态和时限。',
    group: 'record',
    key: 'N',
    from: recorded,
    to: 'same',
    by: 'case.note',
    whose: 'areaOrParty',
    stops: [],
    starts: [],
    isBeside: true,
    asks: closed({ text: opinion }),
  },
  tick: {
    text: '预案步骤',
    help: '按预案办完一步就勾一步，记下谁在什么时候办的；不用办的写明原因，勾错了可以撤销。',
    group: 'section',
    from: recorded,
    to: 'same',
    by: 'case.note',
    whose: 'areaOrParty',
    stops: [],
    starts: [],
    isBeside: true,
    asks: closed({
      playbook: PlaybookCode,
      edition: EditionNumber,
      step: StepCode,
      stepResult: oneOf(codesOf(stepResults)),
      text: Type.Optional(opinion),
    }),
  },
} as const satisfies MoveTable
