import { permissionsOf, type Actor, type Role } from '@shuniu/shared/identity'
import type { DemoPerson } from './staff.ts'
import type { DemoUnit } from './units.ts'

const actorOf = (one: DemoPerson): Actor => ({
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

/** Ids of centres by tier. */
interface CentreIds {
  readonly village: string
  readonly township: string
  readonly county: string
}

/** Who holds which post of the demo county, found as the past cases need them. */
export class Posts {
  readonly #byPost = new Map<string, Actor>()
  readonly #handlers = new Map<string, Actor[]>()
  readonly #unitByName = new Map<string, DemoUnit>()
  readonly #centresOver = new Map<string, CentreIds>()
  /** What `unitNamed` has found before. */
  readonly #unitByEnding = new Map<string, DemoUnit>()
  readonly #unitById = new Map<string, DemoUnit>()

  constructor(staff: readonly DemoPerson[], units: readonly DemoUnit[]) {
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

  /** The centres that may have a case of a village in hand. */
  centresOver(village: string): CentreIds {
    const known = this.#centresOver.get(village)
    if (known) return known
    const idAt = (digits: number) => this.centreOf(village.slice(0, digits)).id
    const centres = { village: idAt(12), township: idAt(9), county: idAt(6) }
    this.#centresOver.set(village, centres)
    return centres
  }

  unitNamed(areaCode: string, ending: string): DemoUnit {
    const known = this.#unitByEnding.get(`${areaCode} ${ending}`)
    if (known) return known
    const found = [...this.#unitByName].find(
      ([key]) => key.startsWith(`${areaCode} `) && key.endsWith(ending),
    )
    const unit = mustBe(found?.[1], `${ending} of ${areaCode}`)
    this.#unitByEnding.set(`${areaCode} ${ending}`, unit)
    return unit
  }

  unitName(unitId: string): string {
    return mustBe(this.#unitById.get(unitId), `unit ${unitId}`).name
  }
}
