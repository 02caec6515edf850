import type { Catalogue } from '@shuniu/shared/cases'
import { finishSignIn, seeSession, signIn, signOut, type SessionView } from '@shuniu/shared/identity'
import { CommandId, type Clock, type Contract } from '@shuniu/shared/kernel'
import { makeReport, type Receipt } from '@shuniu/shared/reports'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Check } from 'typebox/schema'
import type { Ids } from '../../../platform/ids/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { anothersPage, codePage, receiptPage, reportPage, signInPage, tooLongPage } from './plain.pages.ts'
import { isShownTo, openedForm, sealedForm, type Fields, type SentForm } from './sent.ts'
import { sentenceFor, sentenceOf } from './sentences.ts'

interface PlainRouteDeps {
  readonly clock: Clock
  readonly ids: Ids
  readonly secrets: Secrets
  /** The kinds that reports are filed under now. */
  readonly catalogue: () => Catalogue
  /** The receipt of an account's own report under an id. */
  readonly receiptOf: (id: string, accountId: string) => Promise<Receipt | undefined>
}

interface ForwardedRefusal {
  readonly status: number
  readonly problem: { readonly code?: string; readonly detail?: Readonly<Record<string, unknown>> }
}

type ForwardedAnswer = Awaited<ReturnType<ReturnType<ReturnType<typeof asking>>>>

/** What the second step of a sign-in is taken by, where one is asked for. */
const ticketIn = ({ code, detail }: ForwardedRefusal['problem']): string | undefined => {
  const ticket = code === 'session.codeNeeded' ? detail?.['ticket'] : undefined
  return typeof ticket === 'string' ? ticket : undefined
}

type FormRequest = FastifyRequest<{ Body: Fields | undefined }>

/** In bytes: room for a text that is far too long, so that it is told so in a page that still holds it. */
const formLimit = 256 * 1_024
/** In bytes: such a form once more, sealed. */
const carriedLimit = 2 * formLimit

const hidden = { schema: { hide: true } } as const
const form = { ...hidden, bodyLimit: formLimit } as const
const carrying = { ...hidden, bodyLimit: carriedLimit } as const

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 413

/** Who asks, from where and over which scheme; the body's own headers are the form's. */
const passedOn = ['cookie', 'host', 'origin', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

/** Asks the product's own interface as any program would: checked, throttled and refused alike. */
const asking = (http: FastifyInstance) => (request: FastifyRequest) => {
  const { remoteAddress } = request.raw.socket
  const common = {
    ...(remoteAddress !== undefined && { remoteAddress }),
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => passedOn.includes(name))),
  }
  return (contract: { readonly method: Contract['method']; readonly path: string }, body?: object) =>
    http.inject({
      ...common,
      method: contract.method,
      url: `/api${contract.path}`,
      ...(body && { payload: body }),
    })
}

const addressOf = (id: string): string => `/m/plain/${id}`

const show = (reply: FastifyReply, text: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)

/** Reads forms as browsers without script send them, and tells one that is too long in a page. */
function takeForms(http: FastifyInstance): void {
  const parse = (_: unknown, body: string, done: (error: null, fields: Fields) => void) =>
    done(null, Object.fromEntries(new URLSearchParams(body)))
  http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parse)
  http.setErrorHandler((error, _, reply) => {
    if (!isTooLarge(error)) throw error
    return show(reply, tooLongPage(), 413)
  })
}

const reportOf = ({ id, occurredAt, categoryCode, text, placeText }: SentForm, areaCode: string) => ({
  id,
  occurredAt,
  categoryCode,
  areaCode,
  ...(text.trim() !== '' && { text: text.trim() }),
  ...(placeText.trim() !== '' && { placeText: placeText.trim() }),
})

/**
 * The plain report form at `/m/plain`, for browsers too old for the phone's own page: sign in, report, receipt, all
 * without script. What is sent after the session ended is carried over the sign-in by the page itself, sealed: it is
 * in no address, cookie or log, and comes back to the account that wrote it alone.
 *
 * Each form has an address of its own, by its report's id. Once that is receipted, the address shows the receipt: going
 * back in the browser and sending again makes no second case.
 */
export function mountPlainForm(
  root: FastifyInstance,
  { clock, ids, secrets, catalogue, receiptOf }: PlainRouteDeps,
): void {
  const ask = asking(root)
  const sessionOf = async (request: FastifyRequest): Promise<SessionView | undefined> => {
    const answer = await ask(request)(seeSession)
    return answer.statusCode === 200 ? answer.json<SessionView>() : undefined
  }
  const fresh = () => ({ id: ids.next(), occurredAt: clock.now() })
  const sentIn = ({ by, ...fields }: Fields): SentForm => {
    const { id, occurredAt, categoryCode = '', text = '', placeText = '' } = { ...fresh(), ...fields }
    return { id, occurredAt, categoryCode, text, placeText, ...(by && { by }) }
  }
  const askSignIn = (reply: FastifyReply, sent: SentForm) => {
    const why = sentenceOf({ code: 'session.none' })
    return show(reply, signInPage({ why, kept: sealedForm(secrets, sent) }), 401)
  }
  const tellRefused = (
    reply: FastifyReply,
    shown: { session: SessionView; sent: SentForm },
    refused: ForwardedRefusal,
  ) => {
    const { code } = refused.problem
    if (code === 'session.none') return askSignIn(reply, shown.sent)
    // What could not be answered may have been received: sent again, it is the same report.
    const again = code === 'command.idTaken' ? fresh() : {}
    const sent = { ...shown.sent, ...again }
    const why = sentenceFor(refused.problem, sent)
    return show(
      reply,
      reportPage({ session: shown.session, catalogue: catalogue(), sent, why }),
      refused.status,
    )
  }

  /** Whoever is signed in goes on where they were. */
  function goOn(reply: FastifyReply, answer: ForwardedAnswer, kept: string) {
    void reply.header('set-cookie', answer.headers['set-cookie'])
    const sent = openedForm(secrets, kept)
    if (!sent) return reply.redirect('/m/plain', 303)
    const session = answer.json<SessionView>()
    if (!isShownTo(sent, session.accountId)) return show(reply, anothersPage(session, kept))
    return show(reply, reportPage({ session, catalogue: catalogue(), sent, told: '已登录，请核对后上报。' }))
  }

  void root.register(async http => {
    takeForms(http)

    http.get('/m/plain', hidden, async (request, reply) => {
      if (!(await sessionOf(request))) return show(reply, signInPage({}))
      return reply.redirect(addressOf(ids.next()), 303)
    })

    http.get('/m/plain/:id', hidden, async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const { id } = request.params
      const session = await sessionOf(request)
      if (!session || !Check(CommandId, id)) return reply.redirect('/m/plain', 303)
      const receipt = await receiptOf(id, session.accountId)
      if (receipt) return show(reply, receiptPage(receipt))
      return show(reply, reportPage({ session, catalogue: catalogue(), sent: sentIn({ id }) }))
    })

    http.post('/m/plain/session', carrying, async (request: FormRequest, reply) => {
      const { account = '', password = '', kept = '' } = request.body ?? {}
      const sent = openedForm(secrets, kept)
      const answer = await ask(request)(signIn, { account, password })
      if (answer.statusCode === 200) return goOn(reply, answer, kept)
      const refused = answer.json<ForwardedRefusal['problem']>()
      const ticket = ticketIn(refused)
      if (ticket === undefined) {
        const again = { why: sentenceOf(refused), kept: sent && kept }
        return show(reply, signInPage(again), answer.statusCode)
      }
      void reply.header('set-cookie', answer.headers['set-cookie'])
      return show(reply, codePage({ ticket, kept: sent && kept }))
    })

    http.post('/m/plain/code', carrying, async (request: FormRequest, reply) => {
      const { ticket = '', code = '', kept = '' } = request.body ?? {}
      const sent = openedForm(secrets, kept)
      const answer = await ask(request)(finishSignIn, { ticket, code })
      if (answer.statusCode === 200) return goOn(reply, answer, kept)
      const refused = answer.json<ForwardedRefusal['problem']>()
      const again = { why: sentenceOf(refused), kept: sent && kept }
      const isOver = refused.code === 'session.noTicket' || refused.code === 'session.locked'
      const page = isOver ? signInPage(again) : codePage({ ticket, ...again })
      return show(reply, page, answer.statusCode)
    })

    http.post('/m/plain/out', carrying, async (request: FormRequest, reply) => {
      const kept = request.body?.['kept']
      const answer = await ask(request)(signOut)
      void reply.header('set-cookie', answer.headers['set-cookie'])
      if (!openedForm(secrets, kept)) return reply.redirect('/m/plain', 303)
      return show(reply, signInPage({ kept }))
    })

    http.post('/m/plain', form, async (request: FormRequest, reply) => {
      const sent = sentIn(request.body ?? {})
      const session = await sessionOf(request)
      if (!session) return askSignIn(reply, sent)
      if (!isShownTo(sent, session.accountId))
        return show(reply, anothersPage(session, sealedForm(secrets, sent)), 409)
      const answer = await ask(request)(makeReport, reportOf(sent, session.scope))
      if (answer.statusCode < 300) return reply.redirect(addressOf(answer.json<Receipt>().reportId), 303)
      const refused = { status: answer.statusCode, problem: answer.json<ForwardedRefusal['problem']>() }
      return tellRefused(reply, { session, sent }, refused)
    })
  })
}
