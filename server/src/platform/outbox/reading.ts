import { knownPart, presentBody, type FactRule } from '@shuniu/shared/kernel'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

/** A stored fact whose body nobody here can make sense of. */
export class UnreadableFact extends Error {
  override name = 'UnreadableFact'
}

/** Reads stored bodies of one shape, of whatever version, in the present one; throws `UnreadableFact`. */
export function bodyReader<B extends TSchema>(rule: FactRule<B>) {
  const shape = Compile(rule.body)
  return ({ bodyVersion, body }: { readonly bodyVersion: number; readonly body: unknown }): Static<B> => {
    const present = presentBody(rule, { version: bodyVersion, body })
    if (shape.Check(present)) return present
    // A field that need not be there may have been added without a new version.
    const known = knownPart(rule.body, present)
    if (shape.Check(known)) return known
    const [fault] = shape.Errors(known)
    throw new UnreadableFact(
      `a body of version ${bodyVersion} is not of version ${rule.version}: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}`,
    )
  }
}
