import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closed } from '@shuniu/shared/kernel'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { Operator } from './operator.ts'

const StaffFile = closed({
  password: Type.String(),
  accounts: Type.Array(closed({ account: Type.String(), role: Type.String(), scope: Type.String() })),
})
type StaffRow = Static<typeof StaffFile>['accounts'][number]

/** At most so many sign-ins at once: each costs the server a slow hash. */
const signInsAtOnce = 4

/** The demo county's people, signed in once each, when first needed. */
export class Staff {
  readonly #urls: readonly string[]
  readonly #password: string
  readonly #rows: readonly StaffRow[]
  readonly #signedIn = new Map<string, Promise<Operator>>()
  #busy = 0
  readonly #waiting: (() => void)[] = []

  private constructor(urls: readonly string[], file: Static<typeof StaffFile>) {
    this.#urls = urls
    this.#password = file.password
    this.#rows = file.accounts
  }

  static async read(url: string | readonly string[], folder: string): Promise<Staff> {
    const text = await readFile(join(folder, 'demo-staff.json'), 'utf8')
    return new Staff(typeof url === 'string' ? [url] : url, Value.Parse(StaffFile, JSON.parse(text)))
  }

  /** Accounts of a role whose scope begins with the given code, in the file's order. */
  named(role: string, scope = ''): string[] {
    return this.#rows.filter(row => row.role === role && row.scope.startsWith(scope)).map(row => row.account)
  }

  townships(): string[] {
    return [...new Set(this.#rows.filter(row => row.role === 'townshipDuty').map(row => row.scope))]
  }

  get(account: string): Promise<Operator> {
    const known = this.#signedIn.get(account)
    if (known) return known
    const url = this.#urls[this.#signedIn.size % this.#urls.length] ?? ''
    const signing = this.#inTurn(() => Operator.signIn(url, { account, password: this.#password }))
    this.#signedIn.set(account, signing)
    signing.catch(() => this.#signedIn.delete(account)) // Whoever asks next tries again.
    return signing
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    while (this.#busy >= signInsAtOnce) await new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#busy += 1
    try {
      return await work()
    } finally {
      this.#busy -= 1
      this.#waiting.shift()?.()
    }
  }
}
