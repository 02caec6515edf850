const functions = 'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression'
const linesOf = ({ loc }) => loc.end.line - loc.start.line + 1

/** What a function hands out is a list of names, one a line, and nothing to follow. */
const namesHandedOut = node =>
  node.argument?.type === 'ObjectExpression'
    ? node.argument.properties.filter(one => one.shorthand).length
    : 0

/**
 * A limit on the lines a function has of its own: those of the functions inside it are counted there. A factory that
 * binds a dozen short commands to what they need is read one command at a time, and is not a long function.
 */
const ownLines = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer', minimum: 1 }],
    messages: { long: 'This function has {{ own }} lines of its own; the limit is {{ limit }}.' },
  },
  create(context) {
    const limit = context.options[0] ?? 40
    const inner = []
    return {
      [functions]: () => inner.push(0),
      ReturnStatement(node) {
        if (node.loc.start.line === node.loc.end.line || inner.length === 0) return
        inner[inner.length - 1] += namesHandedOut(node)
      },
      [`:matches(${functions}):exit`](node) {
        const own = linesOf(node) - inner.pop()
        if (inner.length > 0) inner[inner.length - 1] += linesOf(node) - 1
        if (own > limit) context.report({ node, messageId: 'long', data: { own, limit } })
      },
    }
  },
}

export const shapes = { rules: { 'own-lines': ownLines } }
