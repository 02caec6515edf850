import { topClassOf, type Catalogue } from '@shuniu/shared/cases'
import type { SessionView } from '@shuniu/shared/identity'
import type { Receipt } from '@shuniu/shared/reports'
import { html, nothing, type Markup } from './html.ts'
import type { SentForm } from './sent.ts'

/** A page that any browser can show: no script, no module, one style sheet. */
const page = (title: string, content: Markup): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/plain.css" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        ${content}
      </body>
    </html> `.markup

const toldWhy = (why: string | undefined): Markup =>
  why === undefined ? nothing : html`<p class="why" role="alert">${why}</p>`

/** A form that was sent while nobody was signed in, sealed: it goes with the next form of the page. */
const carried = (kept: string | undefined): Markup =>
  kept === undefined ? nothing : html`<input type="hidden" name="kept" value="${kept}" />`

interface SignIn {
  readonly why?: string | undefined
  readonly kept?: string | undefined
}

export const signInPage = ({ why, kept }: SignIn): string =>
  page(
    '枢纽 简易上报',
    html`<p>本页供版本较低的浏览器上报事件。</p>
      ${toldWhy(why)}
      ${kept === undefined ? nothing : html`<p>您填写的内容已保留，登录后接着上报。请勿关闭本页。</p>`}
      <form method="post" action="/m/plain/session" accept-charset="utf-8">
        ${carried(kept)}
        <label for="account">账号</label>
        <input id="account" name="account" autocomplete="username" required />
        <label for="password">密码</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <button>登录</button>
      </form>`,
  )

interface AskCode {
  /** What the second step of the sign-in is taken by. */
  readonly ticket: string
  readonly why?: string | undefined
  readonly kept?: string | undefined
}

/** The second step, for accounts with 动态口令. */
export const codePage = ({ ticket, why, kept }: AskCode): string =>
  page(
    '枢纽 简易上报',
    html`<p>本账号已开启动态口令。请填写手机上显示的六位数字，或一个恢复码。</p>
      ${toldWhy(why)}
      <form method="post" action="/m/plain/code" accept-charset="utf-8">
        ${carried(kept)}
        <input type="hidden" name="ticket" value="${ticket}" />
        <label for="code">动态口令</label>
        <input id="code" name="code" autocomplete="one-time-code" required />
        <button>登录</button>
      </form>
      <p><a href="/m/plain">返回，重新填写账号和密码</a></p>`,
  )

const classesIn = ({ kinds, of }: Catalogue) => [
  ...new Set(kinds.flatMap(({ code }) => of(topClassOf(code)?.code ?? '') ?? [])),
]

const optionsOf = ({ kinds }: Catalogue, top: string, chosen: string): readonly Markup[] =>
  kinds
    .filter(({ code }) => topClassOf(code)?.code === top)
    .map(({ code, name }) =>
      code === chosen
        ? html`<option value="${code}" selected>${name}</option>`
        : html`<option value="${code}">${name}</option>`,
    )

const categoryField = (catalogue: Catalogue, chosen: string): Markup =>
  html`<label for="category">类别</label>
    <select id="category" name="categoryCode" required>
      <option value="">请选择</option>
      ${classesIn(catalogue).map(
        ({ code, name }) => html`<optgroup label="${name}">${optionsOf(catalogue, code, chosen)}</optgroup>`,
      )}
    </select>`

interface PlainForm {
  readonly session: SessionView
  /** The kinds in force. */
  readonly catalogue: Catalogue
  readonly sent: SentForm
  readonly why?: string
  /** What is told of it that is no refusal. */
  readonly told?: string
}

export const reportPage = ({ session, catalogue, sent, why, told }: PlainForm): string =>
  page(
    '简易上报',
    html`<p>${session.name} ${session.scopeName}</p>
      ${session.isDemo ? html`<p class="demo">演示数据</p>` : nothing} ${toldWhy(why)}
      ${told === undefined ? nothing : html`<p class="why told" role="status">${told}</p>`}
      <form method="post" action="/m/plain" accept-charset="utf-8">
        <input type="hidden" name="id" value="${sent.id}" />
        <input type="hidden" name="occurredAt" value="${sent.occurredAt}" />
        <input type="hidden" name="by" value="${session.accountId}" />
        ${categoryField(catalogue, sent.categoryCode)}
        <label for="text">情况</label>
        <textarea id="text" name="text" rows="5" maxlength="2000" required>${sent.text}</textarea>
        <label for="place">地点（选填）</label>
        <input id="place" name="placeText" maxlength="200" value="${sent.placeText}" />
        <button>上报</button>
      </form>
      <form method="post" action="/m/plain/out"><button class="minor">退出登录</button></form>`,
  )

/** A form that another account filled in on this phone: kept for it, told to nobody else. */
export const anothersPage = (session: SessionView, kept: string): string =>
  page(
    '简易上报',
    html`<p>${session.name} ${session.scopeName}</p>
      ${toldWhy('本机有一份尚未提交的内容，由另一账号填写，不在您的账号下显示。')}
      <form method="post" action="/m/plain/out">${carried(kept)}<button>退出，换回原账号提交</button></form>
      <p><a href="/m/plain">不管它，另填一份</a></p>`,
  )

export const tooLongPage = (): string =>
  page(
    '未能提交',
    html`${toldWhy('内容太长，未能提交。')}
      <p>请返回上一页，删短后再上报。</p>`,
  )

export const receiptPage = ({ caseNumber }: Receipt): string =>
  page(
    '已上报',
    html`<p>编号 <b>${caseNumber}</b></p>
      <p>值班员受理后会派人处置。</p>
      <p><a href="/m/plain">再报一件</a></p>`,
  )
