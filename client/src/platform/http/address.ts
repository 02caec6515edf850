import type { Contract } from '@shuniu/shared/kernel'

type QueryValue = string | number | boolean | null | undefined

export interface RequestParts {
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly query?: Readonly<Record<string, QueryValue>> | undefined
  readonly body?: unknown
}

/** The address of a contract with its params and query filled in; what has no value is left out of the query. */
export function addressOf(
  { path }: Pick<Contract, 'path'>,
  { params = {}, query = {} }: RequestParts,
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value))
  }
  const search = asked.toString()
  return `/api${filled}${search === '' ? '' : `?${search}`}`
}
