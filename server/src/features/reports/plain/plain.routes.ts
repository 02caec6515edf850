import { seeSession, signIn, signOut, type SessionView } from '@shuniu/shared/identity'
import type { Clock, Contract } from '@shuniu/shared/kernel'
import { makeReport, type Receipt } from '@shuniu/shared/reports'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Ids } from '../../../platform/ids/index.ts'
import { receiptPage, reportPage, signInPage, type Fields } from './plain.pages.ts'

interface Deps {
  readonly clock: Clock
  readonly ids: Ids
}

type FormRequest = FastifyRequest<{ Body: Fields | undefined }>

/** Sentences for what may be done better at once; anything else is told with its code. */
const sentences: Readonly<Record<string, string>> = {
  'session.wrongPassword': '账号或密码不正确。',
  'session.locked': '密码多次输错，账号已暂停登录，请稍后再试。',
  'session.disabled': '账号已停用，请联系管理员。',
  'session.none': '登录已失效，请重新登录。',
  'permission.missing': '您的岗位不上报事件。',
  'report.empty': '请写明情况。',
  'category.unknown': '请选择类别。',
  'command.idTaken': '这份表单已经用过，请重新填写。',
}

const sentenceOf = (problem: { readonly code?: string }): string =>
  sentences[problem.code ?? ''] ?? `未能提交，请核对后再试（${problem.code ?? '服务暂不可用'}）。`

const hidden = { schema: { hide: true } } as const

/** Asks the product's own interface as any program would: checked, throttled and refused alike. */
const asking = (http: FastifyInstance) => (request: FastifyRequest) => {
  const common = {
    remoteAddress: request.ip,
    headers: { cookie: request.headers.cookie ?? '' },
  }
  return (contract: { readonly method: Contract['method']; readonly path: string }, body?: object) =>
    http.inject({
      ...common,
      method: contract.method,
      url: `/api${contract.path}`,
      ...(body && { payload: body }),
    })
}

/**
 * The plain report form at `/m/plain`, for browsers too old for the phone's own page: sign in, report, receipt, all
 * without script.
 */
export function mountPlainForm(root: FastifyInstance, { clock, ids }: Deps): void {
  const ask = asking(root)
  const show = (reply: FastifyReply, text: string, status = 200) =>
    reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
  const sessionOf = async (request: FastifyRequest): Promise<SessionView | undefined> => {
    const answer = await ask(request)(seeSession)
    return answer.statusCode === 200 ? answer.json<SessionView>() : undefined
  }

  void root.register(async http => {
    const parse = (_: unknown, body: string, done: (error: null, fields: Fields) => void) =>
      done(null, Object.fromEntries(new URLSearchParams(body)))
    http.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parse)

    http.get('/m/plain', hidden, async (request, reply) => {
      const session = await sessionOf(request)
      const fresh = { id: ids.next(), occurredAt: clock.now() }
      return show(reply, session ? reportPage({ session, ...fresh }) : signInPage())
    })

    http.post('/m/plain/session', hidden, async (request: FormRequest, reply) => {
      const { account = '', password = '' } = request.body ?? {}
      const answer = await ask(request)(signIn, { account, password })
      if (answer.statusCode !== 200)
        return show(reply, signInPage(sentenceOf(answer.json())), answer.statusCode)
      return reply.header('set-cookie', answer.headers['set-cookie']).redirect('/m/plain', 303)
    })

    http.post('/m/plain/out', hidden, async (request, reply) => {
      const answer = await ask(request)(signOut)
      return reply.header('set-cookie', answer.headers['set-cookie']).redirect('/m/plain', 303)
    })

    http.post('/m/plain', hidden, async (request: FormRequest, reply) => {
      const session = await sessionOf(request)
      if (!session) return show(reply, signInPage(sentences['session.none']), 401)
      const filled = request.body ?? {}
      const {
        id = ids.next(),
        occurredAt = clock.now(),
        categoryCode = '',
        text = '',
        placeText = '',
      } = filled
      const place = placeText.trim() === '' ? {} : { placeText: placeText.trim() }
      const body = { id, occurredAt, categoryCode, text: text.trim(), areaCode: session.scope, ...place }
      const answer = await ask(request)(makeReport, body)
      if (answer.statusCode < 300) return show(reply, receiptPage(answer.json<Receipt>()), answer.statusCode)
      const problem = answer.json<{ readonly code?: string }>()
      // What could not be answered may have been received: sent again, it is the same report.
      const again =
        problem.code === 'command.idTaken' ? { id: ids.next(), occurredAt: clock.now() } : { id, occurredAt }
      const kept = { ...again, filled, why: sentenceOf(problem) }
      return show(reply, reportPage({ session, ...kept }), answer.statusCode)
    })
  })
}
