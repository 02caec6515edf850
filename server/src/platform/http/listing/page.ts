import type { RefusalCatalogue } from '@shuniu/shared/kernel'

/** The parts of a description that the page shows; whatever has another shape is passed over. */
interface ListedOperation {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly needs: string
  readonly refuses: readonly string[]
  readonly parts: readonly (readonly [name: string, schema: unknown])[]
}

type DescriptionPart = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is DescriptionPart => typeof value === 'object' && value !== null
const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : [])

const schemaOfReply = (operation: unknown): unknown =>
  at(operation, 'responses', '2XX', 'content', 'application/json', 'schema')

const partsOf = (operation: unknown): ListedOperation['parts'] => {
  const parts: [string, unknown][] = [
    ['parameters', at(operation, 'parameters')],
    ['body', at(operation, 'requestBody', 'content', 'application/json', 'schema')],
    ['reply', schemaOfReply(operation)],
  ]
  return parts.filter(([, schema]) => schema !== undefined)
}

const operationsOf = (listing: unknown): ListedOperation[] =>
  Object.entries(at(listing, 'paths') ?? {}).flatMap(([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      summary: textOf(at(operation, 'summary')),
      needs: textOf(at(operation, 'x-needs')),
      refuses: textsOf(at(operation, 'x-refuses')),
      parts: partsOf(operation),
    })),
  )

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, mark => marks[mark] ?? mark)

const partHtml = ([name, schema]: ListedOperation['parts'][number]): string =>
  `<details><summary>${name}</summary><pre>${escaped(JSON.stringify(schema, undefined, 2))}</pre></details>`

const refusalLink = (code: string): string => `<a href="#${escaped(code)}"><code>${escaped(code)}</code></a>`

const operationHtml = ({
  method,
  path,
  summary,
  needs,
  refuses,
  parts,
}: ListedOperation): string => `<section>
<h3><code>${method} ${escaped(path)}</code> ${escaped(summary)}</h3>
${needs && `<p>needs <code>${escaped(needs)}</code></p>`}
${refuses.length > 0 ? `<p>refuses ${refuses.map(refusalLink).join(' ')}</p>` : ''}
${parts.map(partHtml).join('\n')}
</section>`

const refusalHtml = ([code, { status, when }]: [string, RefusalCatalogue[string]]): string =>
  `<tr id="${escaped(code)}"><td><code>${escaped(code)}</code></td><td>${status}</td><td>${escaped(when)}</td></tr>`

/** The description as one document without any script. */
export const docsPage = (listing: unknown, refusals: RefusalCatalogue): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>枢纽 接口 API</title><link rel="stylesheet" href="/api/docs.css"></head><body>
<h1>枢纽 Shuniu 接口</h1>
<p><a href="/api/openapi.json">OpenAPI 3.1</a></p>
${operationsOf(listing).map(operationHtml).join('\n')}
<h2 id="refusals">拒绝代码 Refusals</h2>
<table><thead><tr><th>code</th><th>status</th><th>when</th></tr></thead>
<tbody>${Object.entries(refusals).map(refusalHtml).join('\n')}</tbody></table>
</body></html>
`

export const docsStyle = `body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.6 "Noto Sans SC", sans-serif }
section { border-top: 1px solid #ccd; padding: 0.5rem 0 }
h3 { margin: 0.5rem 0; font-size: 1.05rem } p { margin: 0.25rem 0 }
code, pre { font: 14px/1.5 monospace } pre { overflow: auto; background: #f4f5f8; padding: 0.75rem }
table { border-collapse: collapse } td, th { border: 1px solid #ccd; padding: 0.25rem 0.5rem; text-align: left }
tr:target { background: #fff3c4 }
`
