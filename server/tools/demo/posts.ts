import { permissionsOf, type Actor, type Role } from '@shuniu/shared/identity'
import type { DemoAccount } from './staff.ts'
import type { DemoUnit } from './units.ts'

const actorOf = (one: DemoAccount): Actor => ({
  accountId: one.id,
  name: one.name,
  role: one.role,
  scope: one.scope,
  unitId: one.unitId,
})

const mustBe = <T>(found: T | undefined, what: string): T => {
  if (found === undefined) throw new Error(`the demo county has no ${what}`)
  return found
}

/** Who holds which post of the demo county, found as the past cases need them. */
export class Posts {
  readonly #byPost = new Map<string, Actor>()
  readonly #handlers = new Map<string, Actor[]>()
  readonly #unitByName = new Map<string, DemoUnit>()
  readonly #unitById = new Map<string, DemoUnit>()

  constructor(staff: readonly DemoAccount[], units: readonly DemoUnit[]) {
    for (const one of staff) {
      const actor = actorOf(one)
      const key = `${one.role} ${one.scope}`
      if (!this.#byPost.has(key)) this.#byPost.set(key, actor)
      if (!permissionsOf(one.role).includes('case.handle')) continue
      const known = this.#handlers.get(one.unitId)
      if (known) known.push(actor)
      else this.#handlers.set(one.unitId, [actor])
    }
    for (const unit of units) {
      this.#unitById.set(unit.id, unit)
      this.#unitByName.set(`${unit.areaCode} ${unit.kind === 'centre' ? 'centre' : unit.name}`, unit)
    }
  }

  holder(role: Role, scope: string): Actor {
    return mustBe(this.#byPost.get(`${role} ${scope}`), `${role} of ${scope}`)
  }

  /** The first who may handle for the unit; a village's is its officer. */
  handlerOf(unitId: string): Actor {
    return mustBe(this.#handlers.get(unitId)?.[0], `handler of ${unitId}`)
  }

  centreOf(areaCode: string): DemoUnit {
    return mustBe(this.#unitByName.get(`${areaCode} centre`), `centre of ${areaCode}`)
  }

  unitNamed(areaCode: string, ending: string): DemoUnit {
    const found = [...this.#unitByName].find(
      ([key]) => key.startsWith(`${areaCode} `) && key.endsWith(ending),
    )
    return mustBe(found?.[1], `${ending} of ${areaCode}`)
  }

  unitName(unitId: string): string {
    return mustBe(this.#unitById.get(unitId), `unit ${unitId}`).name
  }
}
