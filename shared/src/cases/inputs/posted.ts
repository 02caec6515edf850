import * as Type from 'typebox'
import type { Static, TObject, TProperties } from 'typebox'
import { closed, CommandId } from '../../kernel/index.ts'
import { moveInputs, type CaseMove } from './index.ts'

const envelope = { id: CommandId, seenVersion: Type.Integer({ minimum: 1 }) }
const posted = <const M extends CaseMove, P extends TProperties>(move: M, input: TObject<P>) =>
  closed({ ...envelope, move: Type.Literal(move), ...input.properties })

/** The body of `POST /api/cases/:id/moves`: every move that a person may make. */
export const PostedMove = Type.Union([
  posted('accept', moveInputs.accept),
  posted('reject', moveInputs.reject),
  posted('askInfo', moveInputs.askInfo),
  posted('giveInfo', moveInputs.giveInfo),
  posted('askVerification', moveInputs.askVerification),
  posted('giveFinding', moveInputs.giveFinding),
  posted('withdraw', moveInputs.withdraw),
  posted('merge', moveInputs.merge),
  posted('unmerge', moveInputs.unmerge),
  posted('passReview', moveInputs.passReview),
  posted('failReview', moveInputs.failReview),
  posted('assign', moveInputs.assign),
  posted('recall', moveInputs.recall),
  posted('designate', moveInputs.designate),
  posted('reassign', moveInputs.reassign),
  posted('sign', moveInputs.sign),
  posted('refuse', moveInputs.refuse),
  posted('whistle', moveInputs.whistle),
  posted('arrive', moveInputs.arrive),
  posted('coSign', moveInputs.coSign),
  posted('coRefuse', moveInputs.coRefuse),
  posted('coFeedBack', moveInputs.coFeedBack),
  posted('waive', moveInputs.waive),
  posted('start', moveInputs.start),
  posted('progress', moveInputs.progress),
  posted('finish', moveInputs.finish),
  posted('askExtension', moveInputs.askExtension),
  posted('grantExtension', moveInputs.grantExtension),
  posted('denyExtension', moveInputs.denyExtension),
  posted('suspend', moveInputs.suspend),
  posted('recheck', moveInputs.recheck),
  posted('resume', moveInputs.resume),
  posted('escalate', moveInputs.escalate),
  posted('sendBack', moveInputs.sendBack),
  posted('transfer', moveInputs.transfer),
  posted('giveTransferResult', moveInputs.giveTransferResult),
  posted('takeBack', moveInputs.takeBack),
  posted('pass', moveInputs.pass),
  posted('rework', moveInputs.rework),
  posted('close', moveInputs.close),
  posted('archive', moveInputs.archive),
  posted('reopen', moveInputs.reopen),
  posted('void', moveInputs.void),
  posted('changeLevel', moveInputs.changeLevel),
  posted('urge', moveInputs.urge),
  posted('supervise', moveInputs.supervise),
  posted('answerSupervision', moveInputs.answerSupervision),
  posted('instruct', moveInputs.instruct),
  posted('acknowledge', moveInputs.acknowledge),
])
export type PostedMove = Static<typeof PostedMove>
