/**
 * A body in JSON with other values in place of some of its fields, without reading it. Within a text every quote is escaped,
 * so `"name":` stands nowhere but before the value of a property. Undefined where a name stands there not just once, so that
 * it is not plain which one is meant.
 */
export function withStandIns(text: string, standIns: object): string | undefined {
  let changed = text
  for (const [name, value] of Object.entries(standIns)) {
    const key = `"${name}":`
    const at = changed.indexOf(key)
    if (at < 0 || changed.includes(key, at + key.length)) return undefined
    const begin = at + key.length + (changed[at + key.length] === ' ' ? 1 : 0)
    changed = changed.slice(0, begin) + JSON.stringify(value) + changed.slice(endOfValue(changed, begin))
  }
  return changed
}

/** Where the value that begins here ends. */
function endOfValue(text: string, begin: number): number {
  let depth = 0
  for (let at = begin; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') at = endOfText(text, at)
    else if (letter === '{' || letter === '[') depth += 1
    else if (letter === '}' || letter === ']') depth -= 1
    if (depth < 0 || (depth === 0 && text[at + 1] === ',')) return depth < 0 ? at : at + 1
  }
  return text.length
}

/** The quote that closes what this one opens. */
function endOfText(text: string, quote: number): number {
  let at = quote + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
