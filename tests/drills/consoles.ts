import { rooms, type Actor } from '@shuniu/shared/identity'
import { entitlementOf, type ConsoleHistory } from '../builders/history.ts'
import { until, Watcher } from '../builders/watcher.ts'
import type { Operator } from './operator.ts'
import type { Staff } from './staff.ts'

export const actorOf = ({ session }: Operator): Actor => ({
  accountId: session.accountId,
  name: session.name,
  role: session.role,
  scope: session.scope,
  unitId: session.unitId ?? undefined,
})

/** The rooms a desk or a wall of this account watches: its place, and its unit where it has one. */
const roomsFor = (actor: Actor): string[] => {
  const place = actor.scope.length === 6 ? rooms.county : rooms.township(actor.scope)
  if (actor.role === 'unitHandler') return actor.unitId === undefined ? [] : [rooms.unit(actor.unitId)]
  return [place]
}

/** A simulated console: watches its rooms, and comes back by its cursor whenever it is cut off. */
export class DrillConsole {
  readonly name: string
  readonly actor: Actor
  readonly #watcher: Watcher
  readonly #rooms: readonly string[]
  #from = 0
  #isClosed = false
  reconnects = 0
  resnapshots = 0

  constructor(name: string, operator: Operator) {
    this.name = name
    this.actor = actorOf(operator)
    this.#rooms = roomsFor(this.actor)
    this.#watcher = new Watcher({ url: operator.url, cookie: operator.cookie })
  }

  async open(): Promise<void> {
    await this.#watcher.connect()
    const ack = await this.#watcher.watch(this.#rooms)
    this.#from = ack.head
    void this.#stayConnected()
  }

  get through(): number {
    return this.#watcher.cursor?.seq ?? 0
  }

  get cursor() {
    return this.#watcher.cursor
  }

  get facts() {
    return this.#watcher.facts
  }

  get cameAtMs() {
    return this.#watcher.cameAtMs
  }

  get signals() {
    return this.#watcher.signals
  }

  /** Breaks its line, as a bad network would; it comes back by itself. */
  cut(): void {
    this.#watcher.close()
  }

  seen(): ConsoleHistory {
    return {
      console: this.name,
      from: this.#from,
      through: this.through,
      facts: this.facts,
      entitled: entitlementOf(this.actor, this.#rooms),
    }
  }

  close(): void {
    this.#isClosed = true
    this.#watcher.close()
  }

  async #stayConnected(): Promise<void> {
    for (;;) {
      await new Promise(resolve => setTimeout(resolve, 100 + Math.random() * 400))
      if (this.#isClosed) return
      if (!this.#watcher.isConnected) await this.#comeBack()
    }
  }

  /** An edge: a server that is away refuses, and is asked again. */
  async #comeBack(): Promise<void> {
    try {
      await this.#watcher.connect()
      const ack = await this.#watcher.watch(this.#rooms)
      this.reconnects += 1
      if (ack.resnapshot) this.resnapshots += 1
    } catch {
      this.#watcher.close()
    }
  }
}

/** Consoles of the given townships and, one in five, of the county; several sockets share an account's sign-in. */
export async function openConsoles(
  staff: Staff,
  options: { readonly n: number; readonly townships: readonly string[] },
): Promise<DrillConsole[]> {
  const desks = ['townshipDuty', 'townshipDispatcher', 'wall', 'unitHandler']
  const accounts = Array.from({ length: options.n }, (_, index) => {
    const township = options.townships[index % options.townships.length] ?? ''
    const isCounty = index % 5 === 4
    const role = isCounty
      ? 'countyDuty'
      : (desks[Math.floor(index / options.townships.length) % desks.length] ?? '')
    return staff.named(role, isCounty ? '' : township)[0] ?? ''
  })
  const consoles: DrillConsole[] = []
  for (const [index, account] of accounts.entries()) {
    const console = new DrillConsole(`${account} #${index + 1}`, await staff.get(account))
    await console.open()
    consoles.push(console)
  }
  return consoles
}

/** Waits until every console has been told everything through the given number. */
export const untilAllCameTo = (consoles: readonly DrillConsole[], seq: number, withinMs = 30_000) =>
  until(`all consoles come to #${seq}`, () => consoles.every(one => one.through >= seq), withinMs)
