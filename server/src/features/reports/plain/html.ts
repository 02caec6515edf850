/** Text that is markup already; made by `html` alone. */
export interface Markup {
  readonly markup: string
}

type HtmlPart = string | Markup | readonly Markup[]

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const written = (part: HtmlPart): string => {
  if (typeof part === 'string') return part.replace(/[&<>"]/g, mark => marks[mark] ?? mark)
  return 'markup' in part ? part.markup : part.map(written).join('')
}

/** Markup with parts set in: whatever is not markup itself is text, and can be nothing else. */
export const html = (fixed: TemplateStringsArray, ...parts: readonly HtmlPart[]): Markup => ({
  markup: fixed.reduce((whole, text, i) => `${whole}${written(parts[i - 1] ?? '')}${text}`),
})

export const nothing: Markup = { markup: '' }
