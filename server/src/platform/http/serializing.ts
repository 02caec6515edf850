import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyInstance } from 'fastify'

type Serialize = (reply: unknown) => string

const compile = SerializerSelector()()
const compiled = new WeakMap<object, Serialize>()

/**
 * Replies are written by their contracts' schemas. Each is compiled when it is first wanted, once a process: some hundred of
 * them would hold up every start.
 */
export function serializeWhenWanted(http: FastifyInstance): void {
  http.setSerializerCompiler<object>(({ schema, method, url, httpStatus = '' }) => reply => {
    const known = compiled.get(schema)
    if (known) return known(reply)
    const serialize = compile({ schema, method, url, httpStatus })
    compiled.set(schema, serialize)
    return serialize(reply)
  })
}
