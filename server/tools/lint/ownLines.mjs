const functions = 'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression'
const linesOf = ({ loc }) => loc.end.line - loc.start.line + 1

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
      [`:matches(${functions}):exit`](node) {
        const own = linesOf(node) - inner.pop()
        if (inner.length > 0) inner[inner.length - 1] += linesOf(node) - 1
        if (own > limit) context.report({ node, messageId: 'long', data: { own, limit } })
      },
    }
  },
}

export const shapes = { rules: { 'own-lines': ownLines } }
