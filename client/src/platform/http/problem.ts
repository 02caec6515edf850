import { refuse, type Refused } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

/** Problem details as far as a client needs them; unknown members are let through. */
const Problem = Type.Object({
  code: Type.String(),
  detail: Type.Optional(Type.Unknown()),
  requestId: Type.Optional(Type.String()),
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The refusal an answer tells. `detail.httpStatus` is set always, `detail.requestId` where the server gave one;
 * an answer that is not of ours (a proxy's page) becomes `link.foreignAnswer`.
 */
export function refusalOf(httpStatus: number, body: unknown): Refused {
  if (!Check(Problem, body)) return refuse('link.foreignAnswer', { httpStatus })
  return refuse(body.code, {
    ...(isRecord(body.detail) && body.detail),
    httpStatus,
    ...(body.requestId !== undefined && { requestId: body.requestId }),
  })
}
