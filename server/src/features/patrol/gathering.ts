type Found = ReadonlySet<string>

/**
 * One question about many instead of many about one: ids that are asked for while a look-up runs go into the next one
 * together. Each id is looked up after it was asked for, never before.
 */
export function gathered(
  lookUp: (ids: readonly string[]) => Promise<Found>,
): (id: string) => Promise<boolean> {
  let waiting = new Set<string>()
  let running: Promise<unknown> = Promise.resolve()
  let next: Promise<Found> | undefined

  async function run(): Promise<Found> {
    await running.catch(() => undefined)
    const ids = [...waiting]
    waiting = new Set()
    next = undefined
    const found = lookUp(ids)
    running = found
    return found
  }

  return async id => {
    waiting.add(id)
    next ??= run()
    return (await next).has(id)
  }
}
